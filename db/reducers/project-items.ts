import { rowHash } from '../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import { ItemId as ItemIdSchema } from '../../core/kernel/ids.ts';
import { fieldsJson } from '../json-columns.ts';
import { ITEM_ITSELF } from '../records/item-history.ts';
import { deleteItem, insertItem, moveItem, readItemsOf, updateItem } from '../tables/trackers/item.ts';
import { mergeDoubts } from '../tables/trackers/item-doubt.ts';
import { deleteGoneItem, findGoneItem, putGoneItem } from '../tables/trackers/item-gone.ts';
import { changedFields, type HistoryCause, recordHistory } from './item-changes.ts';
import { freshItemId, identify, sameAddresses } from './item-identity.ts';
import {
  type ItemTimes,
  isUnchanged,
  itemRecord,
  type Placement,
  positioner,
  storedFields,
} from './item-rows.ts';
import type { ProjectedItem } from './projected-cache.ts';
import type { ReducerContext } from './reducer-context.ts';

export interface ItemsCause extends HistoryCause {
  /** Id of the log row: new items are named after it. */
  readonly causeId: string;
  readonly sequence: number;
  /** The first reading of a tracker: its items are no change. */
  readonly first: boolean;
  /** Items an edit made here left in place under another address: address now -> address before. */
  readonly carried?: ReadonlyMap<string, string>;
}

/** With more written rows than this, cached orders are cheaper to rebuild than to update. */
const FOLLOW_LIMIT = 400;

/** Brings the item rows of one tracker to what its document says, writing only rows that differ. */
export function projectItems(p: ReducerContext, document: ParsedDocument, cause: ItemsCause): void {
  const known = p.projected.get(cause.trackerId) ?? loadItems(p, cause.trackerId);
  const stayed = (cause.carried?.size ?? 0) === 0 && sameAddresses(known, document.items);
  const next = stayed ? keepItems(p, document, known, cause) : matchAndPlace(p, document, known, cause);
  p.projected.set(cause.trackerId, next);
  if (p.changes.items.written.size > FOLLOW_LIMIT) p.changes.items.whole = true;
}

type Ids = ReadonlyMap<string, ItemId>;
type Ided = () => Ids;

function loadItems(p: ReducerContext, trackerId: TrackerId): ProjectedItem[] {
  return readItemsOf(p.db, trackerId).map(({ n, ...record }) => ({
    n,
    record,
    fields: fieldsJson.read(record.fields),
  }));
}

function keepItems(
  p: ReducerContext,
  document: ParsedDocument,
  known: readonly ProjectedItem[],
  cause: ItemsCause,
): ProjectedItem[] {
  let map: Ids | null = null;
  const ids = (): Ids => {
    map ??= new Map(known.map(({ record }) => [record.address, record.id]));
    return map;
  };
  const placeOf = positioner(document);
  return known.map((stored, at) => {
    const item = document.items[at];
    return item === undefined ? stored : keepItem(p, item, stored, placeOf(item), ids, cause);
  });
}

function matchAndPlace(
  p: ReducerContext,
  document: ParsedDocument,
  known: readonly ProjectedItem[],
  cause: ItemsCause,
): ProjectedItem[] {
  const match = identify(known, document.items, cause.carried);
  const byId = new Map<string, ProjectedItem>(known.map((stored) => [stored.record.id, stored]));
  const ids = new Map<string, ItemId>();
  for (const [address, id] of match.matched) ids.set(address, ItemIdSchema.parse(id));
  const revived = nameFresh(p, document, match.fresh, ids, cause);
  removeGone(p, byId, match.gone, cause);
  const placeOf = positioner(document);
  const next = document.items.map((item) => {
    const id = ids.get(item.address);
    if (id === undefined) throw new Error(`no id for item ${item.address}`);
    const stored = byId.get(id);
    const place = placeOf(item);
    return stored === undefined
      ? addItem(p, item, id, place, () => ids, cause, revived.get(id) ?? null)
      : keepItem(p, item, stored, place, () => ids, cause);
  });
  mergeDoubts(
    p.db,
    cause.trackerId,
    match.doubtful.map(({ id, address, score }) => ({
      trackerId: cause.trackerId,
      itemId: ItemIdSchema.parse(id),
      address: wellFormed(address),
      score,
      sequence: cause.sequence,
    })),
  );
  return next;
}

/** Names what is new: an item that came back at its address with the same row keeps the id it had. */
function nameFresh(
  p: ReducerContext,
  document: ParsedDocument,
  fresh: readonly string[],
  ids: Map<string, ItemId>,
  cause: ItemsCause,
): Map<ItemId, NonNullable<ItemTimes['before']>> {
  const revived = new Map<ItemId, NonNullable<ItemTimes['before']>>();
  if (fresh.length === 0) return revived;
  const byAddress = new Map(document.items.map((item) => [item.address, item]));
  for (const address of fresh) {
    const item = byAddress.get(address);
    const gone =
      item === undefined || cause.first
        ? null
        : findGoneItem(p.db, cause.trackerId, wellFormed(address), rowHash(item));
    if (gone === null) {
      ids.set(address, freshItemId(cause.causeId, address));
      continue;
    }
    ids.set(address, gone.id);
    revived.set(gone.id, { addedAt: gone.addedAt, changedAt: cause.at, firstDue: gone.firstDue });
    deleteGoneItem(p.db, gone.id);
  }
  return revived;
}

function removeGone(
  p: ReducerContext,
  known: ReadonlyMap<string, ProjectedItem>,
  gone: readonly string[],
  cause: ItemsCause,
): void {
  for (const id of gone) {
    const stored = known.get(id);
    if (stored === undefined) continue;
    const { record } = stored;
    deleteItem(p.db, stored.n);
    putGoneItem(p.db, cause.trackerId, { ...record, goneAt: cause.at });
    recordHistory(p, cause, record, [
      { field: ITEM_ITSELF, label: 'Removed', before: record.title, after: null },
    ]);
    p.changes.items.removed.add(stored.n);
    p.changes.touch('items', cause.trackerId);
  }
}

const NO_LINKS: readonly ItemId[] = [];

function linksOf(item: ParsedItem, ids: Ided) {
  const parentId = item.parent === null ? null : (ids().get(item.parent) ?? null);
  if (item.dependsOn.length === 0) return { parentId, dependsOn: NO_LINKS };
  return {
    parentId,
    dependsOn: item.dependsOn.map((address) => ids().get(address)).filter((id) => id !== undefined),
  };
}

function addItem(
  p: ReducerContext,
  item: ParsedItem,
  id: ItemId,
  place: Placement,
  ids: Ided,
  cause: ItemsCause,
  before: ItemTimes['before'],
): ProjectedItem {
  const fields = storedFields(item);
  const record = itemRecord(item, id, place, linksOf(item, ids), fields, { at: cause.at, before });
  const n = insertItem(p.db, cause.trackerId, record);
  if (!cause.first) {
    recordHistory(p, cause, record, [
      { field: ITEM_ITSELF, label: 'Added', before: null, after: record.title },
    ]);
  }
  p.changes.items.written.add(n);
  p.changes.items.reworded.add(n);
  p.changes.touch('items', cause.trackerId);
  return { n, record, fields };
}

function keepItem(
  p: ReducerContext,
  item: ParsedItem,
  stored: ProjectedItem,
  place: Placement,
  ids: Ided,
  cause: ItemsCause,
): ProjectedItem {
  const links = linksOf(item, ids);
  const { record } = stored;
  const unchanged =
    isUnchanged(stored, item, links.parentId, place.depth) && sameIds(record.dependsOn, links.dependsOn);
  if (unchanged) {
    if (record.position === place.position && record.line === place.line) return stored;
    moveItem(p.db, stored.n, place.position, item.section, place.line);
    p.changes.items.written.add(stored.n);
    p.changes.touch('items', cause.trackerId);
    return {
      ...stored,
      record: { ...record, position: place.position, section: item.section, line: place.line },
    };
  }
  const fields = storedFields(item);
  const changes = changedFields(stored.fields, fields);
  const made = itemRecord(item, record.id, place, links, fields, { at: cause.at, before: record });
  const changed = changes.length > 0 || made.state !== record.state;
  const next = changed ? made : { ...made, changedAt: record.changedAt };
  updateItem(p.db, stored.n, next);
  recordHistory(p, cause, next, changes);
  p.changes.items.written.add(stored.n);
  if (next.haystack !== record.haystack || next.title !== record.title)
    p.changes.items.reworded.add(stored.n);
  p.changes.touch('items', cause.trackerId);
  return { n: stored.n, record: next, fields };
}

function sameIds(stored: string, ids: readonly ItemId[]): boolean {
  return ids.length === 0 ? stored === '[]' : stored === JSON.stringify(ids);
}
