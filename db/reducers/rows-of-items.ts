import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { placesOf } from '../../core/domain/trackers/places/places.ts';
import { changedBetween } from '../../core/domain/trackers/read/placing/changed-items.ts';
import type { ProjectedItem } from './projected-cache.ts';

/** Rows with the items they say, one by one and each at its address. */
const itemsOf = new WeakMap<readonly ProjectedItem[], readonly ParsedItem[]>();

/** Every row says the item of the document at its place, and had its address before. */
export function noteRows(rows: readonly ProjectedItem[], document: ParsedDocument): void {
  if (placesOf(document).size === 0) itemsOf.set(rows, document.items);
}

/**
 * Places of the items of a document that their rows may not say, where all others are said by theirs and each of these
 * stands where it did; null where that is not known.
 */
export function changedRows(
  rows: readonly ProjectedItem[],
  document: ParsedDocument,
): readonly number[] | null {
  const before = itemsOf.get(rows);
  const changed = before === undefined ? null : changedBetween(before, document.items);
  if (changed === null || placesOf(document).size > 0) return null;
  return changed.every((at) => standsAlike(before?.[at], document.items[at])) ? changed : null;
}

function standsAlike(one: ParsedItem | undefined, other: ParsedItem | undefined): boolean {
  return one?.line === other?.line && one?.section === other?.section && one?.parent === other?.parent;
}
