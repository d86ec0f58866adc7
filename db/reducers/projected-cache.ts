import type { TrackerId } from '../../core/kernel/ids.ts';
import type { StoredField } from '../json-columns.ts';
import type { ItemRecord } from '../tables/trackers/item.ts';

/** A stored item with its fields as parsed, so that an unchanged row is recognised without writing JSON again. */
export interface ProjectedItem {
  readonly n: number;
  readonly record: ItemRecord;
  readonly fields: readonly StoredField[];
}

/** Items kept over all trackers; those of the tracker edited last always are. */
const ITEMS_KEPT = 20_000;

/** The item rows of the trackers edited last, in document order. Emptied when a transaction fails, so it never runs ahead of the tables. */
export class ProjectedCache {
  readonly #trackers = new Map<TrackerId, readonly ProjectedItem[]>();

  get(trackerId: TrackerId): readonly ProjectedItem[] | undefined {
    return this.#trackers.get(trackerId);
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

  clear(): void {
    this.#trackers.clear();
  }
}
