import type { FileState } from '../../../core/domain/trackers/rows/tracker-summary.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { putFileMark, putTrackerFile } from '../../tables/trackers/tracker-file.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

/** How a tracker's file was found just now: what is wrong, what is kept, what to do. */
export function setFileState(
  db: WorkspaceDb,
  trackerId: TrackerId,
  state: FileState,
  note: string | null,
): Result<null> {
  return db.write('normal', (tx) => {
    putTrackerFile(tx.db, { trackerId, state, note, checkedAt: tx.now });
    tx.changes.touch('files', trackerId);
    return ok(null);
  });
}

/** How files look that are in step; null: not known for sure. */
export function keepFileMarks(
  db: WorkspaceDb,
  marks: readonly { readonly trackerId: TrackerId; readonly mark: string | null }[],
): Result<null> {
  return db.write('normal', (tx) => {
    for (const { trackerId, mark } of marks) putFileMark(tx.db, trackerId, mark);
    return ok(null);
  });
}
