import { distinctAddresses } from '../../core/domain/trackers/history/addresses.ts';
import type { ItemMap } from '../../core/domain/trackers/history/item-map.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { placesOf } from '../../core/domain/trackers/places/places.ts';
import { shownItem } from '../../core/domain/trackers/places/shown-items.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { StoredField } from '../json-columns.ts';
import { unlistedItemId } from '../records/revision-ids.ts';
import { changedFields, type FieldChange } from './changed-fields.ts';
import { isUnchanged, type Placement, positioner, storedFields } from './item-rows.ts';
import { mainDates } from './main-dates.ts';
import type { ProjectedItem } from './projected-cache.ts';
import type { Gone, ItemChange, RevisionChanges } from './revision-changes.ts';

export interface ItemLinks {
  readonly parentId: ItemId | null;
  /** The item of which this is a further place. */
  readonly placeOf: ItemId | null;
  readonly dependsOn: readonly ItemId[];
}

/** What becomes of one item of the new text. */
export type PlannedItem = {
  readonly id: ItemId;
  /** As it is shown: what all its places say. */
  readonly item: ParsedItem;
  /** What stands in its own place. */
  readonly own: ParsedItem;
  readonly links: ItemLinks;
  readonly place: Placement;
} & (
  | { readonly kind: 'stays' | 'moves'; readonly stored: ProjectedItem }
  | {
      readonly kind: 'changes';
      readonly stored: ProjectedItem;
      readonly fields: readonly StoredField[];
      readonly changed: readonly FieldChange[];
      /** The date it has from now on, where that is another. */
      readonly newDue: string | null;
    }
  | {
      readonly kind: 'comes';
      readonly stored: null;
      readonly fields: readonly StoredField[];
    }
);

export interface ItemsPlan {
  readonly items: readonly PlannedItem[];
  /** Shown so far and not in the new text. */
  readonly gone: readonly ProjectedItem[];
}

/** What the item rows of a tracker lack to say what a text says. `ids` null: every item keeps its address and id. */
export function planItems(
  known: readonly ProjectedItem[],
  document: ParsedDocument,
  ids: ItemMap | null,
  trackerId: TrackerId,
): ItemsPlan {
  if (ids === null) {
    const map = lazily(() => new Map(known.map(({ record }) => [record.address, record.id])));
    const plan = planner(document, map);
    const items = document.items.flatMap((item, at) => {
      const stored = known[at];
      return stored === undefined ? [] : [plan(item, stored.record.id, stored)];
    });
    return { items, gone: [] };
  }
  const byId = new Map(known.map((stored) => [stored.record.id, stored]));
  const addresses = distinctAddresses(document.items);
  const named = document.items.map((item, at) => {
    const address = addresses[at] ?? item.address;
    return { item, id: ids.get(address) ?? unlistedItemId(trackerId, address) };
  });
  const map = lazily(() => new Map(named.map(({ item, id }) => [item.address, id])));
  const plan = planner(document, map);
  const items = named.map(({ item, id }) => plan(item, id, byId.get(id) ?? null));
  for (const { id } of named) byId.delete(id);
  return { items, gone: [...byId.values()] };
}

/**
 * Every item is at the address it had, so a revision that says nothing of ids leaves them all. The usual case of an edit.
 */
export function sameAddresses(known: readonly ProjectedItem[], items: readonly ParsedItem[]): boolean {
  return (
    known.length === items.length && items.every((item, at) => item.address === known[at]?.record.address)
  );
}

/** The plan as what the revision did, where it was made from the text shown so far. */
export function changesOfPlan(plan: ItemsPlan, parentId: Gone['parentId'] | null): RevisionChanges {
  const items: ItemChange[] = [];
  for (const planned of plan.items) {
    const { id, item, kind, links } = planned;
    const isItem = links.placeOf === null;
    if (kind === 'comes') {
      const itself = parentId === null || !isItem ? 'first' : 'added';
      const { due } = mainDates(isItem ? planned.fields : []);
      items.push({ id, title: item.title, itself, fields: [], due });
    }
    if (kind === 'changes' && isItem && (planned.changed.length > 0 || planned.newDue !== null)) {
      items.push({ id, title: item.title, itself: null, fields: planned.changed, due: planned.newDue });
    }
  }
  if (parentId === null) return { items, gone: [] };
  const gone = plan.gone.map(({ record: { id, address, title, rowHash, placeOf } }) => {
    if (placeOf === null) items.push({ id, title, itself: 'removed', fields: [], due: null });
    return { id, parentId, address, title, rowHash };
  });
  return { items, gone };
}

type Ids = () => ReadonlyMap<string, ItemId>;

function lazily(make: Ids): Ids {
  let made: ReadonlyMap<string, ItemId> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

type Planner = (own: ParsedItem, id: ItemId, stored: ProjectedItem | null) => PlannedItem;

/** Plans the items of a document one after the other, in document order. */
function planner(document: ParsedDocument, ids: Ids): Planner {
  const places = placesOf(document);
  const placeOf = positioner(document);
  return (own, id, stored) => {
    const item = shownItem(document, own);
    const links = linksOf(item, places.get(own.address) ?? null, ids);
    return planItem({ id, item, own, place: placeOf(item), links }, stored);
  };
}

function planItem(
  planned: Pick<PlannedItem, 'id' | 'item' | 'own' | 'place' | 'links'>,
  stored: ProjectedItem | null,
): PlannedItem {
  const { item, place, links } = planned;
  if (stored === null) return { kind: 'comes', ...planned, stored, fields: storedFields(item) };
  const { record } = stored;
  const unchanged =
    isUnchanged(stored, item, links, place.depth) && sameIds(record.dependsOn, links.dependsOn);
  if (unchanged) {
    const stays = record.position === place.position && record.line === place.line;
    return { kind: stays ? 'stays' : 'moves', ...planned, stored };
  }
  const fields = storedFields(item);
  const { due } = mainDates(fields);
  const changed = changedFields(stored.fields, fields);
  const newDue = due === record.due ? null : due;
  return { kind: 'changes', ...planned, stored, fields, changed, newDue };
}

const NO_LINKS: readonly ItemId[] = [];

function linksOf(item: ParsedItem, first: string | null, ids: Ids): ItemLinks {
  const parentId = item.parent === null ? null : (ids().get(item.parent) ?? null);
  const placeOf = first === null ? null : (ids().get(first) ?? null);
  if (item.dependsOn.length === 0) return { parentId, placeOf, dependsOn: NO_LINKS };
  return {
    parentId,
    placeOf,
    dependsOn: item.dependsOn.map((address) => ids().get(address)).filter((id) => id !== undefined),
  };
}

function sameIds(stored: string, ids: readonly ItemId[]): boolean {
  return ids.length === 0 ? stored === '[]' : stored === JSON.stringify(ids);
}
