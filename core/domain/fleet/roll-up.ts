import { MetricName, metricKinds } from './metric-names.ts';

/** What was measured in one step; a metric without a value had nothing to measure. */
export type MetricSample = Readonly<Partial<Record<MetricName, number | null>>>;

/** One step made of shorter ones, each metric by its own rule; null where no part has a value. */
export function rollUp(parts: readonly MetricSample[]): MetricSample {
  const whole: Partial<Record<MetricName, number | null>> = {};
  for (const name of MetricName.options) {
    const values = parts.map((part) => part[name] ?? null).filter((value) => value !== null);
    if (values.length > 0) whole[name] = combine(metricKinds[name].rollUp, values);
  }
  return whole;
}

/** At least one value. */
export function combine(rule: 'mean' | 'sum' | 'max', values: readonly number[]): number {
  if (rule === 'max') return values.reduce((most, value) => Math.max(most, value));
  const sum = values.reduce((total, value) => total + value, 0);
  return rule === 'sum' ? sum : sum / values.length;
}
