import type { FileState } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import type { Failure } from '../../../../core/kernel/result.ts';
import { countOpenConflicts } from '../../../../db/readers/findings-view.ts';
import type { TrackerRow } from '../../../../db/records/tracker.ts';
import { readTrackerFile } from '../../../../db/records/tracker-file.ts';
import { setFileState } from '../../../../db/usecases/tracker-files.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { isBehind, openIntentsOf } from './tracker-access.ts';

export interface FileStateNote {
  readonly state: FileState;
  readonly note: string | null;
}

/** Notes how a tracker stands towards its file, when that is news. A failure is why its text could not be taken in. */
export function noteFileState(
  deps: EngineDeps,
  tracker: TrackerRow,
  found: ReadFile | Failure | null,
): FileStateNote {
  const fileState = fileStateOf(deps, tracker, found);
  const before = readTrackerFile(deps.db.read, tracker.id);
  const same =
    before === null
      ? fileState.state === 'in-step'
      : before.state === fileState.state && before.note === fileState.note;
  if (!same) {
    const noted = setFileState(deps.db, tracker.id, fileState.state, fileState.note);
    if (!noted.ok) deps.log.warn(noted.error.message, noted.error.facts);
  }
  return fileState;
}

function fileStateOf(deps: EngineDeps, tracker: TrackerRow, found: ReadFile | Failure | null): FileStateNote {
  if (tracker.rootId === null) return { state: 'detached', note: null };
  if (tracker.path === null) return { state: 'elsewhere', note: null };
  const waiting = openIntentsOf(deps.db, tracker.id).length;
  const behind = waiting === 0 && isBehind(deps.db, tracker.id);
  const edits = `${waiting} ${waiting === 1 ? 'edit waits' : 'edits wait'} to be written.`;
  const kept = waiting > 0 ? ` ${edits}` : behind ? ' A newer text waits to be written.' : '';
  if (found !== null && 'code' in found) {
    return found.code === 'file.missing'
      ? {
          state: 'missing',
          note: `${tracker.path} is not there. Its last text is kept here; put the file back, or export it to a new place.${kept}`,
        }
      : { state: 'refused', note: `${found.message} Its last text is kept here.${kept}` };
  }
  if (waiting > 0) return { state: 'writing', note: kept.trim() };
  if (behind && found !== null && found.writable) return { state: 'writing', note: kept.trim() };
  const conflicts = countOpenConflicts(deps.db.read, tracker.id);
  if (conflicts > 0) {
    return {
      state: 'conflict',
      note: `${conflicts} ${conflicts === 1 ? 'value was' : 'values were'} changed here and outside. The file keeps what each conflict says; choose under Conflicts.`,
    };
  }
  if (found !== null && !found.writable) {
    return {
      state: 'read-only',
      note: `${tracker.path} may not be written. It can be read here; edits are refused until it is writable.${kept}`,
    };
  }
  return { state: 'in-step', note: null };
}
