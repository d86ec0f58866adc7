import type { ItemId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { sameItems } from '../../records/item-join.ts';

/** Whether a field of an item was changed by any version of its text after a moment. */
export function fieldChangedSince(read: Reader, itemId: ItemId, field: string, since: number): boolean {
  const found = read.value<number>(
    `SELECT 1 FROM item_history h JOIN revision r ON r.id = h.revision_id
     WHERE h.item_id IN (SELECT value FROM json_each(?)) AND h.field = ? AND r.at > ? LIMIT 1`,
    JSON.stringify(sameItems(read, itemId)),
    field,
    since,
  );
  return found !== null;
}
