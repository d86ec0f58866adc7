import type { ItemId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

/** Two ids of one item; pairs are only ever added. */
export function joinItems(db: Writer, pair: readonly [ItemId, ItemId]): void {
  const [one, other] = pair.toSorted();
  db.run('INSERT OR IGNORE INTO item_join (item_id, other_id) VALUES (?, ?)', one ?? '', other ?? '');
}
