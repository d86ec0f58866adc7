import type { RevisionRecord } from '../../core/domain/trackers/history/revision-record.ts';
import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { ActorId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { revisionJson } from '../json-columns.ts';

export interface StoredIntent {
  readonly id: string;
  readonly trackerId: TrackerId;
  readonly cause: RevisionCause;
  readonly correlation: string;
  readonly actorId: ActorId;
  readonly summary: string;
  /** What the file must say before it is written. */
  readonly baseHash: string;
  readonly targetHash: string;
  /** The revision this becomes. */
  readonly revisionId: RevisionId;
  /** See `revisionJson`. */
  readonly draft: string;
  /** The text that an undo returns to; null where it can't be taken back in one step. */
  readonly undoFrom: string | null;
  /** The undo step this moves to its other side. */
  readonly stepId: number | null;
  readonly openedAt: number;
}

export type IntentRow = Omit<StoredIntent, 'draft'> & {
  readonly draft: RevisionRecord;
  readonly parents: readonly RevisionId[];
};

const COLUMNS = `id, tracker_id AS trackerId, cause, correlation, actor_id AS actorId, summary, base_hash AS baseHash,
  target_hash AS targetHash, revision_id AS revisionId, draft, undo_from AS undoFrom, step_id AS stepId,
  opened_at AS openedAt`;

export function readIntent(db: Reader, id: string): IntentRow | null {
  const stored = db.get<StoredIntent>(`SELECT ${COLUMNS} FROM intent WHERE id = ?`, id);
  return stored === null ? null : shape(stored);
}

/** Oldest first. */
export function readIntents(db: Reader): IntentRow[] {
  return db.all<StoredIntent>(`SELECT ${COLUMNS} FROM intent ORDER BY opened_at, id`).map(shape);
}

function shape(stored: StoredIntent): IntentRow {
  const draft = revisionJson.read(stored.draft);
  if (!draft.ok) throw new Error(draft.error.message);
  return { ...stored, draft: draft.value, parents: draft.value.parents };
}
