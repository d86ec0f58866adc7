import { z } from 'zod';
import { Millis } from '../../kernel/time.ts';

export const MetricSeries = z.object({
  /** Length of a step in milliseconds. */
  step: z.number().int(),
  points: z.array(z.object({ at: Millis, values: z.array(z.number().nullable()) })),
});
export type MetricSeries = z.output<typeof MetricSeries>;
