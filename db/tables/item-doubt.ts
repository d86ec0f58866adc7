import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';

export interface DoubtRow {
  readonly trackerId: TrackerId;
  /** The item it might be. */
  readonly itemId: ItemId;
  /** Where the new text has something like it. */
  readonly address: string;
  readonly score: number;
  readonly sequence: number;
}

/** The doubts of the newest revision take the place of those before. */
export function replaceDoubts(db: Writer, trackerId: TrackerId, rows: readonly DoubtRow[]): void {
  db.run('DELETE FROM item_doubt WHERE tracker_id = ?', trackerId);
  for (const row of rows) {
    db.run(
      'INSERT OR IGNORE INTO item_doubt (tracker_id, item_id, address, score, sequence) VALUES (?, ?, ?, ?, ?)',
      row.trackerId,
      row.itemId,
      row.address,
      row.score,
      row.sequence,
    );
  }
}

export function readDoubts(db: Reader, trackerId: TrackerId | null): DoubtRow[] {
  return db.all<DoubtRow>(
    `SELECT tracker_id AS trackerId, item_id AS itemId, address, score, sequence FROM item_doubt
     WHERE ? IS NULL OR tracker_id = ? ORDER BY tracker_id, item_id`,
    trackerId,
    trackerId,
  );
}
