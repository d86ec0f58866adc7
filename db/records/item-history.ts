import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { ItemId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export type HistorySource = 'here' | 'outside' | 'import' | 'undo' | 'redo';

/** The name under which an item's own coming and going is kept; no document field can have it. */
export const ITEM_ITSELF = ':item';

/** What one revision changed in one item, against its parents. When, by whom and why is said by the revision. */
export interface HistoryRow {
  readonly revisionId: RevisionId;
  readonly itemId: ItemId;
  /** Field name, or `ITEM_ITSELF`. */
  readonly field: string;
  readonly trackerId: TrackerId;
  readonly label: string;
  /** The item's title then, so that a sentence about it stays true. */
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

const SOURCES: Readonly<Record<RevisionCause, HistorySource>> = {
  edit: 'here',
  restore: 'here',
  reading: 'here',
  outside: 'outside',
  merge: 'outside',
  import: 'import',
  undo: 'undo',
  redo: 'redo',
};

/** The source of a change, from the cause of its revision `r`. */
export const HISTORY_SOURCE = `CASE r.cause ${Object.entries(SOURCES)
  .map(([cause, source]) => `WHEN '${cause}' THEN '${source}'`)
  .join(' ')} END`;

/** Newest first, in an order that every device agrees on. */
export const NEWEST_FIRST = 'r.at DESC, r.depth DESC, r.id, h.field';

export type DatedChange = HistoryRow & {
  readonly at: number;
  readonly actorId: string | null;
  readonly source: HistorySource;
};

/** Newest first. */
export function readItemHistory(db: Reader, itemId: ItemId, limit: number): DatedChange[] {
  return db.all<DatedChange>(
    `SELECT h.revision_id AS revisionId, h.item_id AS itemId, h.field, h.tracker_id AS trackerId, h.label, h.title,
       h.before, h.after, r.at, r.actor_id AS actorId, ${HISTORY_SOURCE} AS source
     FROM item_history h JOIN revision r ON r.id = h.revision_id
     WHERE h.item_id = ? ORDER BY ${NEWEST_FIRST} LIMIT ?`,
    itemId,
    limit,
  );
}
