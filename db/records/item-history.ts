import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export type HistorySource = 'here' | 'outside' | 'import' | 'undo' | 'redo';

/** The name under which an item's own coming and going is kept; no document field can have it. */
export const ITEM_ITSELF = ':item';

export interface HistoryRow {
  readonly itemId: ItemId;
  readonly seq: number;
  /** Field name, or `ITEM_ITSELF`. */
  readonly field: string;
  readonly trackerId: TrackerId;
  readonly at: number;
  readonly actorId: string | null;
  readonly source: HistorySource;
  readonly label: string;
  /** The item's title then, so that a sentence about it stays true. */
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

const COLUMNS = `item_id AS itemId, seq, field, tracker_id AS trackerId, at, actor_id AS actorId, source, label, title,
  before, after`;

/** Newest first. */
export function readItemHistory(db: Reader, itemId: ItemId, limit: number): HistoryRow[] {
  return db.all<HistoryRow>(
    `SELECT ${COLUMNS} FROM item_history WHERE item_id = ? ORDER BY seq DESC, field LIMIT ?`,
    itemId,
    limit,
  );
}
