import type { Failure } from '../../../../core/kernel/result.ts';
import { countOpenConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { readOnlyReason } from '../../../../db/records/read-only-reason.ts';
import { readTracker, type TrackerRow } from '../../../../db/records/tracker.ts';
import { readTrackerFile } from '../../../../db/records/tracker-file.ts';
import { setFileState } from '../../../../db/usecases/files/tracker-files.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { FileStateNote } from '../file-state-note.ts';
import { waitingEdits } from './together/waiting-edits.ts';
import { heldBy, isBehind } from './tracker-access.ts';

/** What a file says of itself, as far as its state goes; null when it was not read. */
export type FoundFile = Pick<ReadFile, 'writable'> | Failure | null;

/** Notes how a tracker stands towards its file, when that is news. */
export function noteFileState(deps: EngineDeps, tracker: TrackerRow, found: FoundFile): FileStateNote {
  const fileState = fileStateOf(deps, tracker, found);
  const before = readTrackerFile(deps.db.read, tracker.id);
  const same =
    before === null
      ? fileState.state === 'in-step'
      : before.state === fileState.state && before.note === fileState.note;
  const noted = same ? null : setFileState(deps.db, tracker.id, fileState.state, fileState.note);
  if (noted?.ok === false) {
    deps.log.warn(noted.error.message, noted.error.facts);
    deps.unsavedStates.set(tracker.id, fileState);
    deps.topics.publish('trackers');
  } else if (deps.unsavedStates.delete(tracker.id)) deps.topics.publish('trackers');
  return fileState;
}

function fileStateOf(deps: EngineDeps, tracker: TrackerRow, found: FoundFile): FileStateNote {
  if (tracker.rootId === null) return { state: 'detached', note: null };
  if (tracker.path === null) return { state: 'elsewhere', note: null };
  const { count: waiting, since } = waitingEdits(deps.db, tracker.id);
  const behind = waiting === 0 && isBehind(deps.db, tracker.id) && !holdsTheSame(deps, tracker);
  const edits = `${waiting} ${waiting === 1 ? 'edit waits' : 'edits wait'} to be written.`;
  const kept = waiting > 0 ? ` ${edits}` : behind ? ' A newer text waits to be written.' : '';
  if (
    since !== null &&
    deps.clock.now() - since >= deps.outsideTimes.offer &&
    isChangedOutside(deps, tracker.path, found)
  ) {
    return {
      state: 'waiting',
      note: `${edits} Another program kept changing ${tracker.path}. Write them now, or withdraw them; either way every text stays in the history.`,
    };
  }
  if (deps.touched.isChanging(tracker.path)) {
    return {
      state: 'changed-outside',
      note: `Another program is changing ${tracker.path}; it is read when it is still.${kept}`,
    };
  }
  if (found !== null && 'code' in found) {
    if (found.code === 'file.emptied') return { state: 'emptied', note: `${found.message}${kept}` };
    return found.code === 'file.missing'
      ? {
          state: 'missing',
          note: `${tracker.path} is not there. Its last text is kept here; put the file back, relink the tracker to where it is now, or export it to a new place.${kept}`,
        }
      : { state: 'refused', note: `${notTakenIn(tracker.path, found)} Its last text is kept here.${kept}` };
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
  const reason = readOnlyReason(deps.db.read, tracker.id);
  if (reason !== null) return { state: 'read-only', note: reason + kept };
  if (found !== null && !found.writable) {
    return {
      state: 'read-only',
      note: `${tracker.path} may not be written. It can be read here; edits are refused until it is writable.${kept}`,
    };
  }
  return { state: 'in-step', note: null };
}

function holdsTheSame({ db }: EngineDeps, tracker: TrackerRow): boolean {
  return heldBy(db, tracker.id)?.hash === readTracker(db.read, tracker.id)?.hash;
}

/** What the database refused is said of the file it was about. */
function notTakenIn(path: string, { code, message }: Failure): string {
  return code.startsWith('db.') ? `What ${path} says now could not be taken in: ${message}` : message;
}

/** Not missing, emptied or unreadable: those have states of their own. */
function isChangedOutside(deps: EngineDeps, path: string, found: FoundFile): boolean {
  if (found !== null && 'code' in found) return found.code === 'file.being-changed';
  return found === null || deps.touched.isChanging(path) || found.writable;
}
