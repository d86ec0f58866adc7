import type { Money } from './money.ts';

/** `USD 1.24`; small amounts keep two significant digits (`USD 0.0031`). For screens `Intl` does it by locale. */
export function moneyText({ micros, currency }: Money): string {
  const amount = micros / 1_000_000;
  const digits = micros === 0 || amount >= 0.1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(amount)));
  return `${currency} ${amount.toFixed(digits)}`;
}

/** Amounts in several currencies, side by side: they are never added. */
export function moneyListText(amounts: readonly Money[]): string {
  return amounts.map(moneyText).join(' + ');
}

/** What something cost of which `unpriced` parts have no known cost. Empty: nothing that costs. */
export function costText(amounts: readonly Money[], unpriced: number): string {
  if (unpriced === 0) return moneyListText(amounts);
  return amounts.length === 0 ? 'unknown' : `at least ${moneyListText(amounts)}`;
}
