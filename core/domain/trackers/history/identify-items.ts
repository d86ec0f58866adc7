import type { ItemId } from '../../../kernel/ids.ts';
import { isNumbered, type KnownItem, matchItems, namesakesAmong, rowHash } from '../identity/identity.ts';
import { RENAME_THRESHOLD } from '../identity/renames.ts';
import { foldedName, similarity } from '../identity/similarity.ts';
import type { ParsedItem } from '../model.ts';
import type { ItemMap } from './item-map.ts';

/** A text that another was made from: its items with the ids they have there. */
export interface ParentText {
  readonly known: readonly (KnownItem & { readonly id: ItemId })[];
  readonly ids: ItemMap;
}

export interface RemovedItem {
  readonly itemId: ItemId;
  readonly title: string;
}

export interface NamingRules {
  /** The item that was removed from this address with this very row, if there is one. */
  readonly removed: (address: string, rowHash: string) => ItemId | null;
  /** The item that was removed last from this address, whatever its row said. */
  readonly lastRemoved: (address: string) => RemovedItem | null;
  readonly firstSeen: (address: string) => ItemId;
}

export interface Doubt {
  readonly itemId: ItemId;
  readonly address: string;
  readonly score: number;
}

export interface NamedItems {
  readonly ids: ItemMap;
  readonly doubts: readonly Doubt[];
  /** Items that two parents know under two ids. */
  readonly joins: readonly (readonly [ItemId, ItemId])[];
}

export interface NewText {
  readonly items: readonly ParsedItem[];
  /** See `distinctAddresses`. */
  readonly addresses: readonly string[];
}

/**
 * Names the items of a text against the one it was made from. `carried`: items an edit of our own left in place under
 * another address (now -> before); those are known, not matched.
 */
export function nameItems(
  text: NewText,
  parent: ParentText,
  carried: ReadonlyMap<string, string>,
  rules: NamingRules,
): NamedItems {
  const match = matchAgainst(text, parent, carried);
  const ids = new Map<string, ItemId>();
  const taken = new Set(match.ids.values());
  const namesakes = namesakesAmong(text.addresses);
  const before = (address: string, item: ParsedItem): ItemId | null =>
    rules.removed(address, rowHash(item)) ??
    (namesakes.has(address) ? null : changedMeanwhile(item, address, rules.lastRemoved(address)));
  for (const [at, item] of text.items.entries()) {
    const address = text.addresses[at] ?? item.address;
    const known = match.ids.get(address) ?? returned(before(address, item), taken);
    const id = known ?? rules.firstSeen(address);
    taken.add(id);
    ids.set(address, id);
  }
  return { ids, doubts: match.doubts, joins: [] };
}

/**
 * Names the items of a merged text. Where both parents know an item under one id, it has that; where only one knows it,
 * that one's; where they know it under two, the smaller, and the two are joined unless one parent has both.
 */
export function nameMergedItems(
  text: NewText,
  [one, other]: readonly [ParentText, ParentText],
  rules: Pick<NamingRules, 'firstSeen'>,
): NamedItems {
  const first = matchAgainst(text, one, new Map());
  const second = matchAgainst(text, other, new Map());
  const [inOne, inOther] = [new Set(one.ids.values()), new Set(other.ids.values())];
  const ids = new Map<string, ItemId>();
  const taken = new Set<ItemId>();
  const joins: (readonly [ItemId, ItemId])[] = [];
  const give = (address: string, id: ItemId | undefined) => {
    if (id === undefined || ids.has(address) || taken.has(id)) return;
    ids.set(address, id);
    taken.add(id);
  };
  const both = text.addresses.map(
    (address) => [address, first.ids.get(address), second.ids.get(address)] as const,
  );
  for (const [address, a, b] of both) if (a === b) give(address, a);
  // An id that both parents know says more than one that a single parent gave.
  for (const [address, a, b] of both) {
    if (a !== undefined && inOther.has(a)) give(address, a);
    if (b !== undefined && inOne.has(b)) give(address, b);
  }
  for (const [address, a, b] of both) {
    if (a === undefined || b === undefined || ids.has(address)) continue;
    if (taken.has(a) || taken.has(b)) continue;
    const [smaller, greater] = a < b ? [a, b] : [b, a];
    give(address, smaller);
    taken.add(greater);
    joins.push([smaller, greater]);
  }
  for (const [address, a, b] of both) {
    give(address, a);
    give(address, b);
    give(address, rules.firstSeen(address));
  }
  const doubts = new Map<string, Doubt>();
  for (const doubt of [...first.doubts, ...second.doubts]) {
    if (ids.get(doubt.address) === doubt.itemId) doubts.set(doubt.address, doubt);
  }
  return { ids, doubts: [...doubts.values()], joins };
}

/** A save that is read half-way takes rows away, and may bring one back with another cell: its name tells that it is the same. */
function changedMeanwhile(item: ParsedItem, address: string, removed: RemovedItem | null): ItemId | null {
  if (removed === null || item.title === '') return null;
  if (item.title === removed.title) return removed.itemId;
  const likeness = similarity(foldedName(item.title), foldedName(removed.title));
  return !isNumbered(address) && likeness >= RENAME_THRESHOLD ? removed.itemId : null;
}

function returned(id: ItemId | null, taken: ReadonlySet<ItemId>): ItemId | null {
  return id === null || taken.has(id) ? null : id;
}

function matchAgainst(
  { items, addresses }: NewText,
  parent: ParentText,
  carried: ReadonlyMap<string, string>,
): { readonly ids: ItemMap; readonly doubts: readonly Doubt[] } {
  const ids = new Map<string, ItemId>();
  for (const [now, before] of carried) {
    const id = parent.ids.get(before);
    if (id !== undefined) ids.set(now, id);
  }
  const sure = new Set(ids.values());
  const named = new Map(parent.known.map((item) => [String(item.id), item.id]));
  const known = sure.size === 0 ? parent.known : parent.known.filter((item) => !sure.has(item.id));
  const open = items.flatMap((item, at) => {
    const address = addresses[at] ?? item.address;
    return ids.has(address) ? [] : [address === item.address ? item : { ...item, address }];
  });
  const match = matchItems(known, open);
  for (const [address, id] of match.matched) {
    const itemId = named.get(id);
    if (itemId !== undefined) ids.set(address, itemId);
  }
  const doubts = match.doubtful.flatMap(({ id, address, score }) => {
    const itemId = named.get(id);
    return itemId === undefined ? [] : [{ itemId, address, score }];
  });
  return { ids, doubts };
}
