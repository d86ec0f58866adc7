import { z } from 'zod';
import { Costs } from '../../domain/fleet/rows/costs.ts';
import { MetricName } from '../../domain/metrics/metric.ts';
import { MetricSeries } from '../../domain/metrics/metric-series.ts';
import { IsoDate, Millis } from '../../kernel/time.ts';
import { query, view } from '../define.ts';
import { NoInput, Nothing } from '../shared.ts';
import { atHub } from './at-hub.ts';

export const measures = {
  /** The latest sample, one row for each metric that is measured; null where there was nothing to measure. */
  'metrics.now': view(
    z.object({ ...atHub }),
    z.object({
      id: MetricName,
      title: z.string(),
      unit: z.string(),
      /** `fleet`: the work of the whole hub. `app`: how this program itself does; not of a hub elsewhere. */
      of: z.enum(['fleet', 'app']),
      value: z.number().nullable(),
    }),
    z.object({ at: Millis.nullable() }),
  ),
  /** At most 1,000 points per metric; a period without samples is a gap (null), not a line. */
  'metrics.series': query(
    z.object({
      ...atHub,
      metrics: z.array(MetricName).min(1).max(12),
      from: Millis.nonnegative(),
      to: Millis.nonnegative(),
    }),
    MetricSeries,
  ),
  /** Cost of the attempts that ended on these days, most expensive first. Days are in this machine's time zone. */
  'costs.by': query(
    z.object({ ...atHub, by: z.enum(['agent', 'task', 'model', 'item', 'day']), from: IsoDate, to: IsoDate }),
    Costs,
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
