import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { DoubtRow } from '../../records/item-doubt.ts';

/** Adds what a revision left in doubt; what the item rows overtook (gone, or at another address) goes. */
export function mergeDoubts(db: Writer, trackerId: TrackerId, rows: readonly DoubtRow[]): void {
  for (const row of rows) {
    db.run(
      `INSERT INTO item_doubt (tracker_id, item_id, address, score, sequence) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET score = excluded.score, sequence = excluded.sequence`,
      row.trackerId,
      row.itemId,
      row.address,
      row.score,
      row.sequence,
    );
  }
  db.run(
    `DELETE FROM item_doubt WHERE tracker_id = ?
       AND NOT EXISTS (SELECT 1 FROM item i WHERE i.id = item_doubt.item_id AND i.address = item_doubt.address)`,
    trackerId,
  );
}
