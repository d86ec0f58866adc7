import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import {
  type ChangeMaker,
  type ChangeSource,
  versionSentence,
  type WordedChange,
} from '../../core/domain/trackers/text/change-words.ts';
import type { ItemId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

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

const SOURCES: Readonly<Record<RevisionCause, ChangeSource>> = {
  edit: 'here',
  restore: 'restore',
  reading: 'reading',
  outside: 'outside',
  'outside-unseen': 'outside',
  merge: 'merge',
  import: 'import',
  undo: 'undo',
  redo: 'redo',
};

/** The source of a change, from the cause of its revision `r`. */
export const HISTORY_SOURCE = `CASE r.cause ${Object.entries(SOURCES)
  .map(([cause, source]) => `WHEN '${cause}' THEN '${source}'`)
  .join(' ')} END`;

/** Who made revision `r`, joined with its actor `a`; of a save outside its author, where that is known. */
export const REVISION_ACTOR = 'coalesce(a.name, r.actor_id, r.author)';

/** Newest first, in an order that every device agrees on. */
export const NEWEST_FIRST = 'r.at DESC, r.depth DESC, r.id, h.field';

/** What a version changed in items, as a sentence told to `me`; null when it touched none. */
export function versionSentences(
  read: Reader,
  me: string | null,
): (revisionId: string, maker: ChangeMaker) => string | null {
  return (revisionId, maker) => {
    const first = read.get<WordedChange & { title: string }>(
      `SELECT field, label, title, before, after FROM item_history WHERE revision_id = ?
       ORDER BY item_id, field LIMIT 1`,
      revisionId,
    );
    if (first === null) return null;
    const total =
      read.value<number>('SELECT count(*) FROM item_history WHERE revision_id = ?', revisionId) ?? 1;
    return versionSentence({ ...first, ...maker }, first.title, total, me);
  };
}
