import { knownItem, matchItems, rowHash } from '../identity/identity.ts';
import { SURE_RENAME } from '../identity/renames.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import type { IdsAt, MergeIds } from './merge-ids.ts';

/** Items found again in both documents share the base's address; rows both added at one address share theirs. */
export function mergeIdentities(
  base: ParsedDocument,
  earlier: ParsedDocument,
  later: ParsedDocument,
  ids: MergeIds | null,
) {
  const [early, late] = [foundAgain(base, earlier, ids, 'earlier'), foundAgain(base, later, ids, 'later')];
  const inEarlier = ids === null ? withoutAddedThere(early, earlier, late, later) : early;
  const inLater = ids === null ? withoutAddedThere(late, later, early, earlier) : late;
  const fresh = new Map(
    later.items.filter((item) => !inLater.has(item.address)).map((item) => [item.address, item.title]),
  );
  const shared = new Set(
    earlier.items
      .filter((item) => !inEarlier.has(item.address) && fresh.get(item.address) === item.title)
      .map((item) => item.address),
  );
  const name = (matched: ReadonlyMap<string, string>, side: string) => (item: ParsedItem) =>
    matched.get(item.address) ?? (shared.has(item.address) ? `+${item.address}` : `${side}${item.address}`);
  return { earlier: name(inEarlier, '+earlier:'), later: name(inLater, '+later:') };
}

/** A row that the other side has to the letter beside the one it was taken for is that other one. */
function withoutAddedThere(
  found: ReadonlyMap<string, string>,
  side: ParsedDocument,
  foundThere: ReadonlyMap<string, string>,
  there: ParsedDocument,
): ReadonlyMap<string, string> {
  const added = new Map(
    there.items
      .filter(({ address }) => !foundThere.has(address))
      .map((item) => [item.address, rowHash(item)]),
  );
  const kept = new Set(foundThere.values());
  const isOther = (item: ParsedItem) =>
    kept.has(found.get(item.address) ?? '') && added.get(item.address) === rowHash(item);
  const others = new Set(side.items.filter(isOther).map(({ address }) => address));
  return new Map([...found].filter(([address]) => !others.has(address)));
}

/** By the ids both texts give, where they do; else by what the items say. */
function foundAgain(
  base: ParsedDocument,
  side: ParsedDocument,
  ids: MergeIds | null,
  who: 'earlier' | 'later',
): ReadonlyMap<string, string> {
  if (ids === null) return surelyMatched(base.items, side.items);
  const own = ids[who];
  const byId = matchedById(ids.base, own, ids.guessed[who]);
  const taken = new Set(byId.values());
  const known = new Set(own.values());
  const open = base.items.filter(({ address }) => !taken.has(address));
  const openInSide = side.items.filter(({ address }) => !byId.has(address));
  // Two ids are two items; but one that was removed and is back at its old place is the one it was.
  const mayBeOne = (now: string, before: string) => now === before || !own.has(now) || !ids.base.has(before);
  const isGuess = (before: string) => known.has(ids.base.get(before) ?? '');
  const byText = [...surelyMatched(open, openInSide)].filter(
    ([now, before]) => mayBeOne(now, before) && !isGuess(before),
  );
  return new Map([...byId, ...byText]);
}

/** A rename that is only guessed carries no edit: both rows stay, and the clash is shown. */
function matchedById(base: IdsAt, side: IdsAt, guessed: ReadonlySet<string>): Map<string, string> {
  const places = new Map([...base].map(([address, id]) => [id, address]));
  return new Map(
    [...side].flatMap(([now, id]) => {
      const before = places.get(id);
      return before === undefined || (guessed.has(id) && now !== before) ? [] : [[now, before] as const];
    }),
  );
}

/** By what they say; a rename that is only guessed does not count. */
function surelyMatched(
  base: readonly ParsedItem[],
  side: readonly ParsedItem[],
): ReadonlyMap<string, string> {
  const { matched, doubtful } = matchItems(base.map(knownItem), side);
  const guessed = new Set(doubtful.filter(({ score }) => score < SURE_RENAME).map(({ address }) => address));
  return new Map([...matched].filter(([address]) => !guessed.has(address)));
}
