import type { Metric, MetricSample, RollUp } from '../../../core/domain/metrics/metric.ts';
import type { MetricSeries } from '../../../core/domain/metrics/metric-series.ts';
import { combine } from '../../../core/domain/metrics/roll-up.ts';
import { metricSampleJson } from '../../fleet-json.ts';
import type { Reader } from '../../handle.ts';
import {
  latestMetricStep,
  type MetricStep,
  metricValues,
  oldestMetricStep,
} from '../../tables/fleet/metric-step.ts';

const MAX_POINTS = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, DAY];

/** The last sample of ten seconds; null before the first. */
export function latestMetrics(
  read: Reader,
  hubN: number,
): { readonly at: number; readonly values: MetricSample } | null {
  const row = latestMetricStep(read, hubN);
  const sample = row === null ? null : metricSampleJson.read(row.samples);
  return row === null || sample?.ok !== true ? null : { at: row.at, values: sample.value };
}

export interface SeriesInput {
  readonly metrics: readonly Pick<Metric, 'name' | 'rollUp'>[];
  readonly from: number;
  readonly to: number;
}

/**
 * At most 1,000 points for each metric: in the finest steps that fit, made of the finest samples that reach back as far as
 * any do. Steps stand at multiples of their length; one without a sample is null.
 */
export function metricSeries(read: Reader, hubN: number, input: SeriesInput): MetricSeries {
  const { metrics, from, to } = input;
  const names = metrics.map(({ name }) => name);
  if (to <= from) return { step: STEPS[0] ?? DAY, points: [] };
  const base = baseFor(read, hubN, from, stepFor(from, to, 0));
  const step = stepFor(from, to, base);
  const begin = Math.floor(from / step) * step;
  const buckets = new Map<number, (number | null)[][]>();
  for (const { at, values } of metricValues(read, hubN, names, { step: base, from: begin, to })) {
    const bucket = Math.floor(at / step) * step;
    const row: (number | null)[] = JSON.parse(values);
    const known = buckets.get(bucket);
    if (known === undefined) buckets.set(bucket, [row]);
    else known.push(row);
  }
  const points: MetricSeries['points'] = [];
  for (let at = begin; at < to; at += step) {
    const rows = buckets.get(at) ?? [];
    points.push({ at, values: metrics.map(({ rollUp }, index) => valueOf(rollUp, rows, index)) });
  }
  return { step, points };
}

function valueOf(rule: RollUp, rows: readonly (readonly (number | null)[])[], index: number): number | null {
  const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
  return values.length === 0 ? null : combine(rule, values);
}

/** The shortest step of at least `atLeast` that keeps the points few. */
function stepFor(from: number, to: number, atLeast: number): number {
  const fits = (step: number): boolean =>
    step >= atLeast && Math.ceil(to / step) - Math.floor(from / step) <= MAX_POINTS;
  const days = Math.ceil((to - from) / DAY / (MAX_POINTS - 1));
  return STEPS.find(fits) ?? days * DAY;
}

const BASES: readonly MetricStep[] = [10_000, 60_000, 3_600_000];

/** The samples to make steps of: the longest that fit into one, or longer ones when only these reach back to `from`. */
function baseFor(read: Reader, hubN: number, from: number, step: number): MetricStep {
  let base = BASES.findLast((one) => one <= step) ?? 10_000;
  for (const longer of BASES.filter((one) => one > base)) {
    const [oldest, older] = [oldestMetricStep(read, hubN, base), oldestMetricStep(read, hubN, longer)];
    if (older === null || (oldest !== null && (oldest <= from || oldest < older + longer))) break;
    base = longer;
  }
  return base;
}
