import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface DoubtRow {
  readonly trackerId: TrackerId;
  /** The item it might be. */
  readonly itemId: ItemId;
  /** Where the text has something like it. */
  readonly address: string;
  readonly score: number;
}

/** Of the items that stand where a doubtful match put them. */
export function readDoubts(db: Reader, trackerId: TrackerId | null): DoubtRow[] {
  return db.all<DoubtRow>(
    `SELECT i.tracker_id AS trackerId, d.item_id AS itemId, d.address, min(d.score) AS score
     FROM item_doubt d JOIN item i ON i.id = d.item_id AND i.address = d.address
     WHERE ? IS NULL OR d.tracker_id = ? GROUP BY d.item_id, d.address ORDER BY i.tracker_id, d.item_id`,
    trackerId,
    trackerId,
  );
}
