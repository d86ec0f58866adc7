import type { FileState } from '../../core/domain/trackers/rows/tracker-summary.ts';
import type { RevisionId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { heldBeforeJson } from '../json-columns.ts';

export interface TrackerFileRow {
  readonly trackerId: string;
  readonly state: FileState;
  readonly note: string | null;
  readonly checkedAt: number;
  /** The revision whose text the file was last known to hold. */
  readonly heldRevision: RevisionId | null;
}

const SELECT = `SELECT tracker_id AS trackerId, state, note, checked_at AS checkedAt, held_revision AS heldRevision
  FROM tracker_file`;

export function readTrackerFiles(db: Reader): TrackerFileRow[] {
  return db.all<TrackerFileRow>(SELECT);
}

export function readTrackerFile(db: Reader, trackerId: string): TrackerFileRow | null {
  return db.get<TrackerFileRow>(`${SELECT} WHERE tracker_id = ?`, trackerId);
}

export function heldRevision(db: Reader, trackerId: string): RevisionId | null {
  return readTrackerFile(db, trackerId)?.heldRevision ?? null;
}

/** A text that we wrote over in the file. */
export interface HeldBefore {
  readonly revisionId: RevisionId;
  /** When we wrote over it. */
  readonly until: number;
}

/** What the file held since it was last saved outside, oldest first; what it holds now is left out. */
export function heldBefore(db: Reader, trackerId: string): readonly HeldBefore[] {
  const stored = db.value<string>('SELECT held_before FROM tracker_file WHERE tracker_id = ?', trackerId);
  const list = stored === null || stored === '[]' ? null : heldBeforeJson.read(stored);
  return list?.ok === true ? list.value : [];
}
