import { z } from 'zod';
import { ItemState } from '../vocabulary/states.ts';

export const ChartPoint = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
export type ChartPoint = z.output<typeof ChartPoint>;

/** What a screen draws: at most 1,000 points; `x` is an ISO date, or a name for charts that compare. */
export const Chart = z.object({
  id: z.string(),
  title: z.string(),
  /** The question it answers, in words. */
  answers: z.string(),
  unit: z.string(),
  series: z.array(
    z.object({ key: z.string(), label: z.string(), state: ItemState.nullable(), dashed: z.boolean() }),
  ),
  points: z.array(ChartPoint),
  /** Periods without data, drawn as hatched bands. */
  gaps: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Points before downsampling. */
  of: z.number().int(),
});
export type Chart = z.output<typeof Chart>;

/** More is never handed to a chart. */
export const MAX_POINTS = 1000;
