import type { Field } from '../../core/domain/trackers/model.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import type { ItemRecord } from '../tables/item.ts';

/** A stored item with its fields as parsed, so that an unchanged row is recognised without writing JSON again. */
export interface ProjectedItem {
  readonly n: number;
  readonly record: ItemRecord;
  readonly fields: readonly StoredField[];
}

export type StoredField = Pick<Field, 'name' | 'label' | 'kind' | 'raw' | 'value' | 'editable'> & {
  readonly locked: string | null;
};

const TRACKERS_KEPT = 8;

/** The item rows of the trackers edited last, in document order. Emptied when a transaction fails, so it never runs ahead of the tables. */
export class ProjectedCache {
  readonly #trackers = new Map<TrackerId, readonly ProjectedItem[]>();

  get(trackerId: TrackerId): readonly ProjectedItem[] | undefined {
    return this.#trackers.get(trackerId);
  }

  set(trackerId: TrackerId, items: readonly ProjectedItem[]): void {
    this.#trackers.delete(trackerId);
    this.#trackers.set(trackerId, items);
    for (const oldest of this.#trackers.keys()) {
      if (this.#trackers.size <= TRACKERS_KEPT) break;
      this.#trackers.delete(oldest);
    }
  }

  clear(): void {
    this.#trackers.clear();
  }
}
