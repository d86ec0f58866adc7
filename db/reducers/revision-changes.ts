import { rowHash } from '../../core/domain/trackers/identity/identity.ts';
import type { ParsedItem } from '../../core/domain/trackers/model.ts';
import type { ItemId, RevisionId } from '../../core/kernel/ids.ts';
import { type RevisionRow, readRevision } from '../records/revision.ts';
import { changedFields, type FieldChange } from './changed-fields.ts';
import { mainDates } from './main-dates.ts';
import { documentOf, itemIdsOf, type PlacedItem, placeIds, type RevisionTexts } from './revision-texts.ts';

/** What a revision did to one item, against all its parents. */
export interface ItemChange {
  readonly id: ItemId;
  readonly title: string;
  /** Null where only fields changed. A first text adds its items without saying so in their history. */
  readonly itself: 'first' | 'added' | 'removed' | null;
  readonly fields: readonly FieldChange[];
  /** The date it has since, where that is new; null where no date is. */
  readonly due: string | null;
}

/** An item that a parent has and the revision has not. */
export interface Gone {
  readonly id: ItemId;
  readonly parentId: RevisionId;
  readonly address: string;
  readonly title: string;
  readonly rowHash: string;
}

export interface RevisionChanges {
  readonly items: readonly ItemChange[];
  readonly gone: readonly Gone[];
}

/** Compares the texts of a revision and its parents, item by item. */
export function changesOf(p: RevisionTexts, revision: RevisionRow): RevisionChanges {
  const own = placedItems(p, revision);
  const parents = revision.parents.map((id) => {
    const parent = readRevision(p.db, id);
    if (parent === null) throw new Error(`no revision ${id}`);
    return { id, items: new Map(placedItems(p, parent).map((placed) => [placed.id, placed])) };
  });
  const changes: ItemChange[] = [];
  for (const placed of own) {
    const before = parents.map(({ items }) => items.get(placed.id)).filter((one) => one !== undefined);
    const change = changeOf(placed, before, parents.length === 0);
    if (change !== null) changes.push(change);
  }
  const kept = new Set(own.map(({ id }) => id));
  const gone: Gone[] = [];
  const removed = new Map<ItemId, string>();
  for (const { id: parentId, items } of parents) {
    for (const { id, item, isFurther, address } of items.values()) {
      if (kept.has(id)) continue;
      gone.push({ id, parentId, address, title: item.title, rowHash: rowHash(item) });
      if (!isFurther && !removed.has(id) && parents.every((one) => one.items.has(id)))
        removed.set(id, item.title);
    }
  }
  for (const [id, title] of removed) changes.push({ id, title, itself: 'removed', fields: [], due: null });
  return { items: changes, gone };
}

function placedItems(p: RevisionTexts, revision: RevisionRow): PlacedItem[] {
  return placeIds(revision, documentOf(p, revision), itemIdsOf(p, revision.id));
}

/** Null where every value stood in a parent. A date may be new without a new value: another reading found it. */
function changeOf(placed: PlacedItem, before: readonly PlacedItem[], first: boolean): ItemChange | null {
  const { id, shown, isFurther } = placed;
  const { title } = shown;
  const due = dueOf(placed);
  const [nearest, ...others] = before;
  // A further place comes with its item, whose history tells what changed.
  if (nearest === undefined)
    return { id, title, itself: first || isFurther ? 'first' : 'added', fields: [], due };
  if (isFurther) return null;
  const differs = changedFields(nearest.shown.fields, shown.fields);
  const fields = differs.filter(({ field, after }) =>
    others.every((other) => valueOf(other.shown, field) !== after),
  );
  const newDue = before.every((one) => dueOf(one) !== due) ? due : null;
  return fields.length === 0 && newDue === null ? null : { id, title, itself: null, fields, due: newDue };
}

function dueOf({ shown, isFurther }: PlacedItem): string | null {
  return isFurther ? null : mainDates(shown.fields).due;
}

function valueOf(item: ParsedItem, name: string): string | null {
  return item.fields.find((field) => field.name === name)?.value ?? null;
}
