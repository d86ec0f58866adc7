import type { OutputOf } from '../../../core/contract/index.ts';
import { costText } from '../../domains/fleet/money-format.ts';
import type { ChartData } from '../../ui/charts/chart-data.ts';
import { formatCount } from '../../ui/text/format.ts';

export type Costs = OutputOf<'costs.by'>;
export type CostRow = Costs['rows'][number];

export const splits = [
  { id: 'agent', label: 'Agent' },
  { id: 'task', label: 'Task' },
  { id: 'model', label: 'Model' },
  { id: 'item', label: 'Tracker item' },
  { id: 'day', label: 'Day' },
] as const;
export type Split = (typeof splits)[number]['id'];

export function readSplit(text: string | null): Split {
  return splits.find((split) => split.id === text)?.id ?? 'agent';
}

/** Bars drawn; the table has all. */
export const drawnBars = 15;

/** Currencies in the order of what was spent, the most expensive row first. */
export function currenciesOf(rows: readonly CostRow[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => row.cost.map((money) => money.currency)))];
}

const amount = (row: CostRow | undefined, currency: string): number =>
  (row?.cost.find((money) => money.currency === currency)?.micros ?? 0) / 1_000_000;

/** Every day of the range in order: a day nobody worked on cost nothing. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  const last = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= last && days.length < 1000; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** What one currency's chart draws. Amounts of different currencies never share one. */
export function costChart(
  rows: readonly CostRow[],
  split: Split,
  currency: string,
  range: { readonly from: string; readonly to: string },
): ChartData {
  const series = [{ key: 'cost', label: currency, mark: null }];
  if (split === 'day') {
    const known = new Map(rows.map((row) => [row.key, row]));
    return {
      points: daysBetween(range.from, range.to).map((day) => ({
        x: day,
        cost: amount(known.get(day), currency),
      })),
      series,
      unit: currency,
    };
  }
  const spent = rows
    .filter((row) => amount(row, currency) > 0)
    .toSorted((a, b) => amount(b, currency) - amount(a, currency));
  return {
    points: spent.slice(0, drawnBars).map((row) => ({ x: row.label, cost: amount(row, currency) })),
    series,
    unit: currency,
  };
}

/** The price of a row. Used tokens without one are an unknown sum; no report is no sum at all; neither is zero. */
export const costOf = (row: CostRow): string => costText(row.cost, row.unpriced) ?? 'none known';

/** What the sums leave out; null when they leave out nothing. */
export function unpricedSentence(unpriced: number): string | null {
  return unpriced === 0
    ? null
    : `${formatCount(unpriced, 'attempt')} used a model without a known price: what ${unpriced === 1 ? 'it' : 'they'} cost is missing from these sums.`;
}
