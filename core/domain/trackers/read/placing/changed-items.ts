import type { ParsedItem } from '../../model.ts';

type Items = readonly ParsedItem[];

/** How the items of a reading come from those of another: but for `at`, they differ in offsets at most. */
export interface ItemsChange {
  readonly before: Items;
  readonly at: readonly number[];
}

// Each would keep the one before it, if it held it.
const changes = new WeakMap<Items, { readonly before: WeakRef<Items>; readonly at: readonly number[] }>();

export function noteChange(items: Items, { before, at }: ItemsChange): void {
  if (items !== before) changes.set(items, { before: new WeakRef(before), at });
}

/** Where the second list holds another value than the first, or is longer. */
export function placesThatDiffer(one: readonly unknown[], other: readonly unknown[]): number[] {
  const places: number[] = [];
  for (let at = 0; at < other.length; at += 1) if (at >= one.length || one[at] !== other[at]) places.push(at);
  return places;
}

/** Null where it is not known, which says nothing of how much they differ. */
export function changeOf(items: Items): ItemsChange | null {
  const change = changes.get(items);
  const before = change?.before.deref();
  return change === undefined || before === undefined ? null : { before, at: change.at };
}

/** Where the items of `after` differ from those of `before`; null where that is not known. */
export function changedBetween(before: Items, after: Items): readonly number[] | null {
  if (before === after) return [];
  const change = changeOf(after);
  return change?.before === before ? change.at : null;
}
