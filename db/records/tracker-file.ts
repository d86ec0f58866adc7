import type { FileState } from '../../core/domain/trackers/rows/tracker-summary.ts';
import type { Reader } from '../handle.ts';

export interface TrackerFileRow {
  readonly trackerId: string;
  readonly state: FileState;
  readonly note: string | null;
  readonly checkedAt: number;
}

export function readTrackerFiles(db: Reader): TrackerFileRow[] {
  return db.all<TrackerFileRow>(
    'SELECT tracker_id AS trackerId, state, note, checked_at AS checkedAt FROM tracker_file',
  );
}

export function readTrackerFile(db: Reader, trackerId: string): TrackerFileRow | null {
  return db.get<TrackerFileRow>(
    'SELECT tracker_id AS trackerId, state, note, checked_at AS checkedAt FROM tracker_file WHERE tracker_id = ?',
    trackerId,
  );
}
