import type { FileState } from '../../core/domain/trackers/rows/tracker-summary.ts';
import type { RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { heldBeforeJson } from '../json-columns.ts';
import { historyOf } from './revision.ts';
import { PATH_HERE, SHOWN } from './tracker.ts';

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

export interface FileInStep {
  readonly trackerId: TrackerId;
  readonly path: string | null;
  /** How it looked when it was last read. */
  readonly mark: string | null;
}

/** Files known to hold the one newest text of their trackers. */
export function filesInStep(db: Reader): FileInStep[] {
  return db.all<FileInStep>(
    `SELECT tracker.id AS trackerId, ${PATH_HERE} AS path, f.mark FROM tracker JOIN tracker_file f ON f.tracker_id = tracker.id
     WHERE ${SHOWN} AND f.state = 'in-step' AND f.held_revision = tracker.revision_id
       AND (SELECT count(*) FROM revision r WHERE r.tracker_id = tracker.id AND r.is_head = 1) = 1`,
  );
}

/** Of a tracker, or of one that was found at the same place and is shown as it. */
export function heldRevision(db: Reader, trackerId: string): RevisionId | null {
  return held(db, trackerId)?.heldRevision ?? null;
}

function held(db: Reader, trackerId: string) {
  return db.get<{ readonly heldRevision: RevisionId; readonly heldBefore: string }>(
    `SELECT held_revision AS heldRevision, held_before AS heldBefore FROM tracker_file
     WHERE tracker_id IN (SELECT value FROM json_each(?)) AND held_revision IS NOT NULL
     ORDER BY tracker_id = ? DESC, tracker_id LIMIT 1`,
    JSON.stringify(historyOf(db, trackerId)),
    trackerId,
  );
}

/** A text that we wrote over in the file. */
export interface HeldBefore {
  readonly revisionId: RevisionId;
  /** When we wrote over it. */
  readonly until: number;
  /** When the file came into being that we wrote over it in; absent when a new file took its name. */
  readonly into?: number | undefined;
}

/** What the file held since it was last saved outside, oldest first; what it holds now is left out. */
export function heldBefore(db: Reader, trackerId: string): readonly HeldBefore[] {
  const stored = held(db, trackerId)?.heldBefore ?? '[]';
  const list = stored === '[]' ? null : heldBeforeJson.read(stored);
  return list?.ok === true ? list.value : [];
}
