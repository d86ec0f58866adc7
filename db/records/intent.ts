import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { ActorId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface IntentRow {
  readonly id: string;
  readonly trackerId: TrackerId;
  readonly cause: RevisionCause;
  readonly correlation: string;
  readonly actorId: ActorId;
  readonly summary: string;
  readonly baseHash: string;
  readonly targetHash: string;
  /** JSON list of splices against the base. */
  readonly splices: string;
  /** The undo step this moves to its other side. */
  readonly stepId: number | null;
  readonly openedAt: number;
}

const COLUMNS = `id, tracker_id AS trackerId, cause, correlation, actor_id AS actorId, summary, base_hash AS baseHash,
  target_hash AS targetHash, splices, step_id AS stepId, opened_at AS openedAt`;

export function readIntent(db: Reader, id: string): IntentRow | null {
  return db.get<IntentRow>(`SELECT ${COLUMNS} FROM intent WHERE id = ?`, id);
}

/** Oldest first. */
export function readIntents(db: Reader): IntentRow[] {
  return db.all<IntentRow>(`SELECT ${COLUMNS} FROM intent ORDER BY opened_at, id`);
}
