import type { MetricSample, RollUp } from './metric.ts';

/** One step made of shorter ones, each metric by its own rule; a metric that no part has a value of is left out. */
export function rollUp(parts: readonly MetricSample[], ruleOf: (name: string) => RollUp): MetricSample {
  const whole: Record<string, number | null> = {};
  for (const name of new Set(parts.flatMap((part) => Object.keys(part)))) {
    const values = parts.map((part) => part[name] ?? null).filter((value) => value !== null);
    if (values.length > 0) whole[name] = combine(ruleOf(name), values);
  }
  return whole;
}

/** At least one value. */
export function combine(rule: RollUp, values: readonly number[]): number {
  if (rule === 'max') return values.reduce((most, value) => Math.max(most, value));
  const sum = values.reduce((total, value) => total + value, 0);
  return rule === 'sum' ? sum : sum / values.length;
}
