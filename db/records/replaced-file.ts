import type { RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/** A file whose name went to a newer one; what else it comes to say is an outside save. */
export interface ReplacedFileRow {
  readonly id: string;
  readonly trackerId: TrackerId;
  readonly path: string;
  readonly knownHash: string;
  readonly revisionId: RevisionId | null;
  readonly replacedAt: number;
}

const SELECT = `SELECT id, tracker_id AS trackerId, path, known_hash AS knownHash, revision_id AS revisionId,
  replaced_at AS replacedAt FROM replaced_file`;

/** Oldest first. */
export function readReplacedFiles(db: Reader): ReplacedFileRow[] {
  return db.all<ReplacedFileRow>(`${SELECT} ORDER BY replaced_at, id`);
}

export function readReplacedFile(db: Reader, id: string): ReplacedFileRow | null {
  return db.get<ReplacedFileRow>(`${SELECT} WHERE id = ?`, id);
}
