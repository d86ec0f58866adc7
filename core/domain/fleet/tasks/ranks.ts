/** Anything with a place in an order: lowest first, equal ones by id. */
interface Ranked {
  readonly id: string;
  readonly rank: number;
}

export const byRank = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank || (a.id < b.id ? -1 : Number(a.id > b.id));

/**
 * The ranks that put `moving` before `before` among the others (in order), or at the end for null. Mostly one new
 * rank, halfway between two neighbours; where halving has no room left, everything from there on is renumbered above
 * `last`. Empty when it is there already. Undefined when `before` is none of the others.
 */
export function ranksFor<One extends Ranked>(
  moving: One,
  others: readonly One[],
  before: string | null,
  last: number,
): readonly { readonly one: One; readonly rank: number }[] | undefined {
  if (before === null) {
    const end = others.at(-1);
    return end === undefined || byRank(end, moving) < 0 ? [] : [{ one: moving, rank: last + 1 }];
  }
  const index = others.findIndex(({ id }) => id === before);
  const next = others[index];
  if (next === undefined) return undefined;
  const previous = others[index - 1];
  const low = previous?.rank ?? next.rank - 2;
  if (low < moving.rank && moving.rank < next.rank) return [];
  const middle = low + (next.rank - low) / 2;
  if (low < middle && middle < next.rank) return [{ one: moving, rank: middle }];
  return [moving, ...others.slice(index)].map((one, step) => ({ one, rank: last + 1 + step }));
}
