import { z } from 'zod';

/** Whoever measures something names it: words with dots between, such as `queue.high`. */
export const MetricName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/);

/** How a longer step is made of shorter ones: counts are added, what stands at a moment keeps its mean or its peak. */
export type RollUp = 'mean' | 'sum' | 'max';

/** Something that is measured every ten seconds. */
export interface Metric<Name extends string = string> {
  readonly name: Name;
  /** What it is, for people, in a few words. */
  readonly title: string;
  readonly unit: string;
  readonly rollUp: RollUp;
  /** `fleet`: the work of the whole hub. `app`: how this program itself does. */
  readonly of: 'fleet' | 'app';
}

/** What was measured in one step; null, or no entry, where there was nothing to measure. */
export type MetricSample = Readonly<Record<string, number | null>>;
