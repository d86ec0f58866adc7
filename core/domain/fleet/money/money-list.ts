import type { Money } from './money.ts';

/** The sum of these amounts, one entry per currency in the order of their codes: currencies are never added. */
export function sumMoney(amounts: Iterable<Money | null>): Money[] {
  const sums = new Map<string, number>();
  for (const amount of amounts) {
    if (amount !== null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.micros);
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([currency, micros]) => ({ currency, micros }));
}
