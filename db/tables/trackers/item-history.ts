import type { Writer } from '../../handle.ts';
import type { HistoryRow } from '../../records/item-history.ts';

export function insertHistory(db: Writer, row: HistoryRow): void {
  db.run(
    `INSERT INTO item_history (item_id, seq, field, tracker_id, at, actor_id, source, label, title, before, after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.itemId,
    row.seq,
    row.field,
    row.trackerId,
    row.at,
    row.actorId,
    row.source,
    row.label,
    row.title,
    row.before,
    row.after,
  );
}
