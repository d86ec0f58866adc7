import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { NEWEST_FIRST } from './item-history.ts';

export interface DoubtRow {
  readonly trackerId: TrackerId;
  /** The item it might be. */
  readonly itemId: ItemId;
  /** Where the text has something like it. */
  readonly address: string;
  readonly score: number;
  /** What the item was called before it was last renamed, else its name. */
  readonly before: string;
}

/** Of the items that stand where a doubtful match put them. */
export function readDoubts(db: Reader, trackerId: TrackerId | null): DoubtRow[] {
  return db.all<DoubtRow>(
    `WITH doubt AS (
       SELECT i.tracker_id AS trackerId, d.item_id AS itemId, d.address, min(d.score) AS score, i.title
       FROM item_doubt d JOIN item i ON i.id = d.item_id AND i.address = d.address
       WHERE ? IS NULL OR d.tracker_id = ? GROUP BY d.item_id, d.address
     ), renamed AS (
       SELECT h.item_id, h.before, row_number() OVER (PARTITION BY h.item_id ORDER BY ${NEWEST_FIRST}) AS place
       FROM item_history h JOIN revision r ON r.id = h.revision_id
       WHERE h.item_id IN (SELECT itemId FROM doubt) AND h.field = 'name' AND h.before IS NOT NULL
     )
     SELECT trackerId, itemId, address, score, coalesce(renamed.before, doubt.title) AS before
     FROM doubt LEFT JOIN renamed ON renamed.item_id = itemId AND renamed.place = 1
     ORDER BY trackerId, itemId`,
    trackerId,
    trackerId,
  );
}
