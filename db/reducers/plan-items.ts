import { distinctAddresses } from '../../core/domain/trackers/history/addresses.ts';
import type { ItemMap } from '../../core/domain/trackers/history/item-map.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { type Places as FurtherPlaces, placesOf } from '../../core/domain/trackers/places/places.ts';
import { shownItem } from '../../core/domain/trackers/places/shown-items.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { StoredField } from '../json-columns.ts';
import { unlistedItemId } from '../records/revision-ids.ts';
import { changedFields, type FieldChange } from './changed-fields.ts';
import { isUnchanged, type Placement, Places, storedFields } from './item-rows.ts';
import { mainDates } from './main-dates.ts';
import type { ProjectedItem } from './projected-cache.ts';
import type { Gone, ItemChange, RevisionChanges } from './revision-changes.ts';
import { changedRows } from './rows-of-items.ts';

export interface ItemLinks {
  readonly parentId: ItemId | null;
  /** The item of which this is a further place. */
  readonly placeOf: ItemId | null;
  readonly dependsOn: readonly ItemId[];
}

/** What becomes of one item of the new text whose row does not stay as it is. */
export type PlannedItem = {
  readonly id: ItemId;
  /** As it is shown: what all its places say. */
  readonly item: ParsedItem;
  readonly place: Placement;
} & (
  | { readonly kind: 'moves'; readonly stored: ProjectedItem }
  | {
      readonly kind: 'changes';
      readonly stored: ProjectedItem;
      /** What stands in its own place. */
      readonly own: ParsedItem;
      readonly links: ItemLinks;
      readonly fields: readonly StoredField[];
      readonly changed: readonly FieldChange[];
      /** The date it has from now on, where that is another. */
      readonly newDue: string | null;
    }
  | {
      readonly kind: 'comes';
      readonly stored: null;
      readonly own: ParsedItem;
      readonly links: ItemLinks;
      readonly fields: readonly StoredField[];
    }
);

export interface ItemsPlan {
  /** The rows from then on, in document order; null where the next of the planned ones comes. */
  readonly rows: readonly (ProjectedItem | null)[];
  readonly planned: readonly PlannedItem[];
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
    const plan = new Planning(document, { stay: true, map });
    const changed = changedRows(known, document);
    if (changed !== null) plan.addChanged(known, changed);
    else {
      document.items.forEach((item, at) => {
        const stored = known[at];
        if (stored !== undefined) plan.add(item, stored.record.id, stored);
      });
    }
    return { rows: plan.rows, planned: plan.planned, gone: [] };
  }
  const byId = new Map(known.map((stored) => [stored.record.id, stored]));
  const addresses = distinctAddresses(document.items);
  const named = document.items.map((item, at) => {
    const address = addresses[at] ?? item.address;
    return { item, id: ids.get(address) ?? unlistedItemId(trackerId, address) };
  });
  const map = lazily(() => new Map(named.map(({ item, id }) => [item.address, id])));
  const plan = new Planning(document, { stay: false, map });
  for (const { item, id } of named) plan.add(item, id, byId.get(id) ?? null);
  for (const { id } of named) byId.delete(id);
  return { rows: plan.rows, planned: plan.planned, gone: [...byId.values()] };
}

class Planning {
  rows: (ProjectedItem | null)[] = [];
  readonly planned: PlannedItem[] = [];
  readonly #document: ParsedDocument;
  readonly #further: FurtherPlaces;
  readonly #walk: Places;
  readonly #ids: Ids;

  constructor(document: ParsedDocument, ids: Ids) {
    this.#document = document;
    this.#further = placesOf(document);
    this.#walk = new Places(document);
    this.#ids = ids;
  }

  /** Items in document order. */
  add(own: ParsedItem, id: ItemId, stored: ProjectedItem | null): void {
    const item = shownItem(this.#document, own);
    this.#walk.next(item);
    const planned = this.#plan(own, item, id, stored, this.#walk);
    if (planned !== null) this.planned.push(planned);
    this.rows.push(planned === null && stored !== null ? withReading(stored, item) : null);
  }

  /** Of rows that stay but for some, which stand where they did. */
  addChanged(known: readonly ProjectedItem[], changed: readonly number[]): void {
    this.rows = [...known];
    for (const at of changed) {
      const stored = known[at];
      const item = this.#document.items[at];
      if (stored === undefined || item === undefined) continue;
      const planned = this.#plan(item, item, stored.record.id, stored, stored.record);
      if (planned !== null) this.planned.push(planned);
      this.rows[at] = planned === null ? withReading(stored, item) : null;
    }
  }

  /** Null where its row says all of it already. Nothing is made for those, which most are. */
  #plan(
    own: ParsedItem,
    item: ParsedItem,
    id: ItemId,
    stored: ProjectedItem | null,
    { position, line, depth }: Placement,
  ): PlannedItem | null {
    const parentId = parentIdOf(item, stored, this.#ids);
    const first = this.#further.size === 0 ? undefined : this.#further.get(own.address);
    const placeOf = first === undefined ? null : (this.#ids.map().get(first) ?? null);
    const dependsOn = idsOfNeeds(item, this.#ids);
    const says =
      stored !== null &&
      isUnchanged(stored, item, parentId, placeOf, depth) &&
      sameIds(stored.record.dependsOn, dependsOn);
    if (says && stored.record.position === position && stored.record.line === line) return null;
    const place = { position, line, depth };
    if (says) return { kind: 'moves', id, item, place, stored };
    const links = { parentId, placeOf, dependsOn };
    const fields = storedFields(item);
    if (stored === null) return { kind: 'comes', id, item, own, place, stored, links, fields };
    const { due } = mainDates(fields);
    const changed = changedFields(stored.fields, fields);
    const newDue = due === stored.record.due ? null : due;
    return { kind: 'changes', id, item, own, place, stored, links, fields, changed, newDue };
  }
}

/** Goes with the newest reading whose fields are its own, which the next one is likely to share. */
function withReading(stored: ProjectedItem, item: ParsedItem): ProjectedItem {
  return stored.read?.fields === item.fields ? stored : { ...stored, read: item };
}

/**
 * Every item is at the address it had, so a revision that says nothing of ids leaves them all. The usual case of an edit.
 */
export function sameAddresses(known: readonly ProjectedItem[], document: ParsedDocument): boolean {
  const { items } = document;
  const isSame = (at: number) => items[at]?.address === known[at]?.record.address;
  const changed = changedRows(known, document);
  if (changed !== null) return changed.every(isSame);
  return known.length === items.length && items.every((_, at) => isSame(at));
}

/** The plan as what the revision did, where it was made from the text shown so far. */
export function changesOfPlan(plan: ItemsPlan, parentId: Gone['parentId'] | null): RevisionChanges {
  const items: ItemChange[] = [];
  for (const planned of plan.planned) {
    const { id, item } = planned;
    if (planned.kind === 'moves') continue;
    const isItem = planned.links.placeOf === null;
    if (planned.kind === 'comes') {
      const itself = parentId === null || !isItem ? 'first' : 'added';
      const { due } = mainDates(isItem ? planned.fields : []);
      items.push({ id, title: item.title, itself, fields: [], due });
    } else if (isItem && (planned.changed.length > 0 || planned.newDue !== null)) {
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

/** Of an item that names the same parent as before it is the same one, where every address has the id it had. */
function parentIdOf({ parent }: ParsedItem, stored: ProjectedItem | null, { stay, map }: Ids): ItemId | null {
  if (stay && stored?.read?.parent === parent) return stored.record.parentId;
  return parent === null ? null : (map().get(parent) ?? null);
}

const NO_IDS: readonly ItemId[] = [];

function idsOfNeeds({ dependsOn }: ParsedItem, { map }: Ids): readonly ItemId[] {
  if (dependsOn.length === 0) return NO_IDS;
  return dependsOn.map((address) => map().get(address)).filter((id) => id !== undefined);
}

function sameIds(stored: string, ids: readonly ItemId[]): boolean {
  return ids.length === 0 ? stored === '[]' : stored === JSON.stringify(ids);
}
