import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface DoubtRow {
  readonly trackerId: TrackerId;
  /** The item it might be. */
  readonly itemId: ItemId;
  /** Where the new text has something like it. */
  readonly address: string;
  readonly score: number;
  readonly sequence: number;
}

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

export function readDoubts(db: Reader, trackerId: TrackerId | null): DoubtRow[] {
  return db.all<DoubtRow>(
    `SELECT tracker_id AS trackerId, item_id AS itemId, address, score, sequence FROM item_doubt
     WHERE ? IS NULL OR tracker_id = ? ORDER BY tracker_id, item_id`,
    trackerId,
    trackerId,
  );
}
