import type { ItemMap } from '../../core/domain/trackers/history/item-map.ts';
import type { ParsedItem } from '../../core/domain/trackers/model.ts';
import type { RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { fieldsJson, type StoredField } from '../json-columns.ts';
import { type ItemRecord, readItemsOf } from '../tables/trackers/item.ts';

/** A stored item with its fields as parsed, so that an unchanged row is recognised without writing JSON again. */
export interface ProjectedItem {
  readonly n: number;
  readonly record: ItemRecord;
  readonly fields: readonly StoredField[];
  /** A reading of the item that says what the row says; null where it was read from the tables. */
  readonly read: ParsedItem | null;
}

/** Items kept over all trackers; those of the tracker edited last always are. */
const ITEMS_KEPT = 20_000;
const MAPS_KEPT = 6;

/** The item rows of the trackers edited last, in document order. Emptied when a transaction fails, so it never runs ahead of the tables. */
export class ProjectedCache {
  readonly #trackers = new Map<TrackerId, readonly ProjectedItem[]>();
  readonly #maps = new Map<RevisionId, ItemMap>();

  /** The items of a tracker's current text, in document order. */
  items(db: Reader, trackerId: TrackerId): readonly ProjectedItem[] {
    const kept = this.#trackers.get(trackerId);
    if (kept !== undefined) return kept;
    const items = readItemsOf(db, trackerId).map(({ n, ...record }) => ({
      n,
      record,
      fields: fieldsJson.read(record.fields),
      read: null,
    }));
    this.set(trackerId, items);
    return items;
  }

  set(trackerId: TrackerId, items: readonly ProjectedItem[]): void {
    this.#trackers.delete(trackerId);
    this.#trackers.set(trackerId, items);
    let count = 0;
    for (const kept of this.#trackers.values()) count += kept.length;
    for (const [oldest, dropped] of this.#trackers) {
      if (count <= ITEMS_KEPT || this.#trackers.size === 1) break;
      this.#trackers.delete(oldest);
      count -= dropped.length;
    }
  }

  /** Its rows were written beside this cache. */
  forget(trackerId: TrackerId): void {
    this.#trackers.delete(trackerId);
  }

  map(id: RevisionId): ItemMap | undefined {
    return this.#maps.get(id);
  }

  keepMap(id: RevisionId, map: ItemMap): void {
    this.#maps.delete(id);
    this.#maps.set(id, map);
    for (const oldest of this.#maps.keys()) {
      if (this.#maps.size <= MAPS_KEPT) break;
      this.#maps.delete(oldest);
    }
  }

  clear(): void {
    this.#trackers.clear();
    this.#maps.clear();
  }
}
