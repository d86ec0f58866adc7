import { ItemFilter } from '../../../core/domain/trackers/rows/item-filter.ts';
import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { itemsWindow } from '../../../db/readers/items/item-windows.ts';
import type { Device } from './device.ts';

/** A tracker's items as a screen of this device shows them, in document order. */
export function rowsOf({ db }: Device, trackerId: TrackerId): readonly ItemRow[] {
  const sort = { by: 'document' as const, descending: false };
  return itemsWindow(db, { trackerId, filter: ItemFilter.parse({}), sort, start: 0, limit: 500 }).rows;
}
