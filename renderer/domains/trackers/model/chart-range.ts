import { addDays } from './days.ts';

export const RANGES = [
  { id: '30', label: '30 days', days: 30 },
  { id: '90', label: '90 days', days: 90 },
  { id: '365', label: '1 year', days: 365 },
  { id: 'all', label: 'All', days: null },
] as const;

export type RangeId = (typeof RANGES)[number]['id'];

/** First day asked for; null asks for everything. The range ends with the data, since plans reach past today. */
export function rangeStart(range: RangeId, today: string): string | null {
  const days = RANGES.find((each) => each.id === range)?.days ?? null;
  return days === null ? null : addDays(today, -days);
}

/** Stacked areas for charts whose every series is a state; lines for the rest. */
export function drawsAs(
  series: readonly { readonly state: string | null; readonly dashed: boolean }[],
): 'areas' | 'lines' {
  return series.length > 1 && series.every((each) => each.state !== null && !each.dashed) ? 'areas' : 'lines';
}
