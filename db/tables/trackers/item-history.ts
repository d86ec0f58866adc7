import type { Reader, Writer } from '../../handle.ts';
import type { HistoryRow } from '../../records/item-history.ts';

export function insertHistory(db: Writer, row: HistoryRow): void {
  db.run(
    `INSERT INTO item_history (revision_id, item_id, field, tracker_id, label, title, before, after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.revisionId,
    row.itemId,
    row.field,
    row.trackerId,
    row.label,
    row.title,
    row.before,
    row.after,
  );
}

/** When a revision last changed this item; null when none did since it was first seen. */
export function lastChangeOf(db: Reader, itemId: string): number | null {
  return db.value<number>(
    'SELECT max(r.at) FROM item_history h JOIN revision r ON r.id = h.revision_id WHERE h.item_id = ?',
    itemId,
  );
}
