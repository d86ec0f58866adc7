import type { RevisionCause } from '../../core/domain/trackers/rows/revision.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface RevisionRow {
  readonly trackerId: TrackerId;
  readonly sequence: number;
  readonly eventId: string;
  readonly hash: string;
  readonly at: number;
  readonly cause: RevisionCause;
  readonly actorId: string | null;
  readonly summary: string;
  readonly bytes: number;
}

const COLUMNS = `tracker_id AS trackerId, sequence, event_id AS eventId, hash, at, cause, actor_id AS actorId, summary,
  bytes`;

export function readRevision(db: Reader, trackerId: string, sequence: number): RevisionRow | null {
  return db.get<RevisionRow>(
    `SELECT ${COLUMNS} FROM revision WHERE tracker_id = ? AND sequence = ?`,
    trackerId,
    sequence,
  );
}

/** Newest first. */
export function readRevisions(db: Reader, trackerId: string, limit: number): RevisionRow[] {
  return db.all<RevisionRow>(
    `SELECT ${COLUMNS} FROM revision WHERE tracker_id = ? ORDER BY sequence DESC LIMIT ?`,
    trackerId,
    limit,
  );
}
