import { distinctAddresses } from '../../core/domain/trackers/history/addresses.ts';
import type { ItemMap } from '../../core/domain/trackers/history/item-map.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
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
  readonly dependsOn: readonly ItemId[];
}

/** What becomes of one item of the new text. */
export type PlannedItem = {
  readonly id: ItemId;
  readonly item: ParsedItem;
  readonly place: Placement;
} & (
  | { readonly kind: 'stays' | 'moves'; readonly stored: ProjectedItem }
  | {
      readonly kind: 'changes';
      readonly stored: ProjectedItem;
      readonly links: ItemLinks;
      readonly fields: readonly StoredField[];
      readonly changed: readonly FieldChange[];
      /** The date it has from now on, where that is another. */
      readonly newDue: string | null;
    }
  | {
      readonly kind: 'comes';
      readonly stored: null;
      readonly links: ItemLinks;
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
    const own = { stay: true, map };
    const placeOf = positioner(document);
    const items = document.items.flatMap((item, at) => {
      const stored = known[at];
      return stored === undefined ? [] : [planItem(item, stored.record.id, stored, placeOf(item), own)];
    });
    return { items, gone: [] };
  }
  const byId = new Map(known.map((stored) => [stored.record.id, stored]));
  const addresses = distinctAddresses(document.items);
  const named = document.items.map((item, at) => {
    const address = addresses[at] ?? item.address;
    return { item, id: ids.get(address) ?? unlistedItemId(trackerId, address) };
  });
  const own = {
    stay: false,
    map: lazily(() => new Map(named.map(({ item, id }) => [item.address, id]))),
  };
  const placeOf = positioner(document);
  const items = named.map(({ item, id }) => planItem(item, id, byId.get(id) ?? null, placeOf(item), own));
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
    const { id, item, kind } = planned;
    if (kind === 'comes') {
      const itself = parentId === null ? 'first' : 'added';
      items.push({ id, title: item.title, itself, fields: [], due: mainDates(planned.fields).due });
    }
    if (kind === 'changes' && (planned.changed.length > 0 || planned.newDue !== null)) {
      items.push({ id, title: item.title, itself: null, fields: planned.changed, due: planned.newDue });
    }
  }
  if (parentId === null) return { items, gone: [] };
  const gone = plan.gone.map(({ record: { id, address, title, rowHash } }) => {
    items.push({ id, title, itself: 'removed', fields: [], due: null });
    return { id, parentId, address, title, rowHash };
  });
  return { items, gone };
}

/** Ids by address. `stay`: every address has the id it had. */
interface Ids {
  readonly stay: boolean;
  readonly map: () => ReadonlyMap<string, ItemId>;
}

function lazily(make: Ids['map']): Ids['map'] {
  let made: ReadonlyMap<string, ItemId> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** The links of an item that names the same parent as before, where that is the same item, and waits for none. */
function keptLinks(item: ParsedItem, stored: ProjectedItem | null, { stay }: Ids): ItemLinks | null {
  if (!stay || stored?.read?.parent !== item.parent || item.dependsOn.length > 0) return null;
  return { parentId: stored.record.parentId, dependsOn: NO_LINKS };
}

function planItem(
  item: ParsedItem,
  id: ItemId,
  stored: ProjectedItem | null,
  place: Placement,
  ids: Ids,
): PlannedItem {
  const links = keptLinks(item, stored, ids) ?? linksOf(item, ids);
  if (stored === null) return { kind: 'comes', id, item, place, stored, links, fields: storedFields(item) };
  const { record } = stored;
  const unchanged =
    isUnchanged(stored, item, links.parentId, place.depth) && sameIds(record.dependsOn, links.dependsOn);
  if (unchanged) {
    const stays = record.position === place.position && record.line === place.line;
    return { kind: stays ? 'stays' : 'moves', id, item, place, stored };
  }
  const fields = storedFields(item);
  const { due } = mainDates(fields);
  const changed = changedFields(stored.fields, fields);
  const newDue = due === record.due ? null : due;
  return { kind: 'changes', id, item, place, stored, links, fields, changed, newDue };
}

const NO_LINKS: readonly ItemId[] = [];

function linksOf(item: ParsedItem, ids: Ids): ItemLinks {
  const parentId = item.parent === null ? null : (ids.map().get(item.parent) ?? null);
  if (item.dependsOn.length === 0) return { parentId, dependsOn: NO_LINKS };
  return {
    parentId,
    dependsOn: item.dependsOn.map((address) => ids.map().get(address)).filter((id) => id !== undefined),
  };
}

function sameIds(stored: string, ids: readonly ItemId[]): boolean {
  return ids.length === 0 ? stored === '[]' : stored === JSON.stringify(ids);
}
