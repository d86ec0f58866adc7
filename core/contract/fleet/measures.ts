import { z } from 'zod';
import { MetricName } from '../../domain/fleet/metric-names.ts';
import { Money } from '../../domain/fleet/money/money.ts';
import { query, view } from '../define.ts';
import { IsoDate, Millis, NoInput, Nothing } from '../shared.ts';

export const measures = {
  /** The latest sample, one row per metric; null where there was nothing to measure. */
  'metrics.now': view(
    NoInput,
    z.object({ id: MetricName, value: z.number().nullable(), unit: z.string() }),
    z.object({ at: Millis.nullable() }),
  ),
  /** At most 1,000 points per metric; a period without samples is a gap (null), not a line. */
  'metrics.series': query(
    z.object({ metrics: z.array(MetricName).min(1).max(12), from: Millis, to: Millis }),
    z.object({
      /** Length of a step in milliseconds. */
      step: z.number().int(),
      points: z.array(z.object({ at: Millis, values: z.array(z.number().nullable()) })),
    }),
  ),
  /** Cost of the attempts that ended on these days, most expensive first. Days are in this machine's time zone. */
  'costs.by': query(
    z.object({ by: z.enum(['agent', 'task', 'model', 'item', 'day']), from: IsoDate, to: IsoDate }),
    z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          /** In-app address of what it is about, where there is one. */
          route: z.string().nullable(),
          cost: z.array(Money),
          tokensIn: z.number().int(),
          tokensOut: z.number().int(),
          attempts: z.number().int(),
          workedMs: z.number(),
        }),
      ),
      total: z.array(Money),
      /** Attempts whose model has no known price: their cost is missing from the sums. */
      unpriced: z.number().int(),
      truncated: z.boolean(),
    }),
  ),
  /** Open tasks with a budget, the most used first. */
  'costs.budgets': view(
    NoInput,
    z.object({
      id: z.string(),
      title: z.string(),
      /** Highest of its parts, 0..1. */
      used: z.number(),
      parts: z.array(
        z.object({
          what: z.enum(['money', 'tokens', 'minutes']),
          used: z.string(),
          of: z.string(),
          share: z.number(),
        }),
      ),
    }),
    Nothing,
  ),
};
