import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface DoubtRow {
  readonly trackerId: TrackerId;
  /** The item it might be. */
  readonly itemId: ItemId;
  /** Where the new text has something like it. */
  readonly address: string;
  readonly score: number;
  readonly sequence: number;
}

export function readDoubts(db: Reader, trackerId: TrackerId | null): DoubtRow[] {
  return db.all<DoubtRow>(
    `SELECT tracker_id AS trackerId, item_id AS itemId, address, score, sequence FROM item_doubt
     WHERE ? IS NULL OR tracker_id = ? ORDER BY tracker_id, item_id`,
    trackerId,
    trackerId,
  );
}
