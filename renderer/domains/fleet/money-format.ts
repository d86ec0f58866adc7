import type { Money } from '../../../core/domain/fleet/money/money.ts';
import { formatMoney } from '../../ui/text/format.ts';

/** "$18.42"; small sums keep their first figures. */
export function moneyText({ micros, currency }: Money): string {
  return formatMoney(micros / 1_000_000, currency);
}

/** Several currencies side by side, never added: "$1.24 and €0.30". Null when nothing is known to have been paid. */
export function moneyListText(amounts: readonly Money[]): string | null {
  return amounts.length === 0 ? null : amounts.map(moneyText).join(' and ');
}

/** The same of something of which `unpriced` parts have no known cost: unknown is not nothing. */
export function costText(amounts: readonly Money[], unpriced: number): string | null {
  const known = moneyListText(amounts);
  if (unpriced === 0) return known;
  return known === null ? 'cost unknown' : `at least ${known}`;
}
