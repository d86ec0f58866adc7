import type { Money, Spent } from '../../../core/domain/fleet/money/money.ts';
import {
  costOf,
  inputTokens,
  type ModelPrice,
  priceOf,
  type TokenCounts,
} from '../../../core/domain/fleet/money/prices.ts';

/** Nothing is billed for a model on a machine of one's own. */
export const freeOfCharge: Money = { micros: 0, currency: 'USD' };

/** Adds up what the requests of a run used. */
export interface SpentCounter {
  /**
   * Requests are told apart by number; a later count of the same one replaces the earlier. Null: tokens were used and
   * nobody said how many.
   */
  count(request: number, counts: TokenCounts | null, model: string): Spent;
}

/**
 * The cost is known when it is known for every request; one unknown price makes the sum unknown. `free` gives models
 * without a price in the table a cost of zero, for servers of one's own.
 */
export function createSpentCounter(options: {
  readonly prices: readonly ModelPrice[];
  readonly free: boolean;
  /** Wall clock: prices change by the day. */
  now(): number;
}): SpentCounter {
  const requests = new Map<number, { readonly counts: TokenCounts | null; readonly cost: Money | null }>();
  return {
    count(request, counts, model) {
      const isFree = options.free && priceOf(model, options.now(), options.prices) === null;
      const priced = counts && costOf(model, counts, options.now(), options.prices);
      requests.set(request, { counts, cost: priced ?? (isFree ? freeOfCharge : null) });
      const all = [...requests.values()];
      return {
        cost: sumOf(all.map((each) => each.cost)),
        tokensIn: all.reduce((sum, each) => sum + (each.counts ? inputTokens(each.counts) : 0), 0),
        tokensOut: all.reduce((sum, each) => sum + (each.counts?.output ?? 0), 0),
      };
    },
  };
}

/** Null when a part is unknown, or when parts have different currencies and cannot be added. */
function sumOf(costs: readonly (Money | null)[]): Money | null {
  const [first, ...others] = costs;
  if (!first) return null;
  let { micros } = first;
  for (const other of others) {
    if (other?.currency !== first.currency) return null;
    micros += other.micros;
  }
  return { micros, currency: first.currency };
}
