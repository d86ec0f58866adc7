import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { type Failure, ok, type Result } from '../../../../core/kernel/result.ts';
import { orKnownFailure } from '../../../../db/failures.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import type { TrackerRow } from '../../../../db/records/tracker.ts';
import { readTrackerFile } from '../../../../db/records/tracker-file.ts';
import { isHalfWritten } from '../../../../node/files/file-failure.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { noteFileState } from './file-state.ts';
import { followMoved } from './roots/moved-files.ts';
import { bringTogether, inSentences, type Together } from './together/bring-together.ts';
import { liveTracker } from './tracker-access.ts';

/** The database had no room, or was held by another program: it is tried again after so long. */
const AFTER_REFUSAL_MS = 3000;

export interface Observed {
  /** What was found and done, for a person. */
  readonly summary: string;
  readonly changed: boolean;
  /** Another program is in the way of writing what is newer here: it empties or changes the file. */
  readonly delayed: boolean;
}

/**
 * Checks a tracker's file and records what it says. Must run in the tracker's queue. A file that can't be read
 * changes nothing: its last text is kept, and its state says why.
 */
export async function observeFile(deps: EngineDeps, trackerId: TrackerId): Promise<Result<Observed>> {
  let together = await broughtTogether(deps, trackerId);
  let found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  if (together.ok && isNewlyMissing(deps, trackerId, together.value.file)) {
    const place = await followMoved(deps, found.value);
    if (place !== null) {
      together = await broughtTogether(deps, trackerId);
      found = liveTracker(deps.db, trackerId);
      if (!found.ok) return found;
    }
  }
  const tracker = found.value;
  if (!together.ok) {
    noteFileState(deps, tracker, together.error);
    if (together.error.retryable && together.error.code.startsWith('db.'))
      deps.lookAgain(tracker.id, AFTER_REFUSAL_MS);
    return together;
  }
  const { said, file, behind } = together.value;
  const fileState = noteFileState(deps, tracker, file);
  // Nothing more may come of the save that was not read: its disk, or this process, was at a limit for a moment.
  if (file !== null && 'code' in file && file.code === 'file.read-failed')
    deps.lookAgain(tracker.id, AFTER_REFUSAL_MS);
  if (behind !== null && isHalfWritten(behind)) deps.lookAgain(tracker.id, AFTER_REFUSAL_MS);
  const changed = said.length > 0;
  const summary = changed ? inSentences(said) : (fileState.note ?? nothingFound(tracker));
  return ok({ summary, changed, delayed: behind !== null && isOutsideDelay(behind) });
}

export function isOutsideDelay({ code }: Failure): boolean {
  return code === 'file.being-changed' || code === 'file.emptied';
}

function isNewlyMissing(deps: EngineDeps, trackerId: string, file: Together['file']): boolean {
  const missing = file !== null && 'code' in file && file.code === 'file.missing';
  return missing && readTrackerFile(deps.db.read, trackerId)?.state !== 'missing';
}

/** A lost text is a state of this tracker; the files of others go on being checked. */
function broughtTogether(deps: EngineDeps, trackerId: TrackerId): Promise<Result<Together>> {
  return orKnownFailure(deps.db.file, () => bringTogether(deps, trackerId));
}

function nothingFound({ name, path, rootId }: TrackerRow): string {
  if (path !== null) return `${name} is in step with its file.`;
  return rootId === null
    ? `${name} has no file; it lives in the workspace.`
    : `The file of ${name} is not on this device; its text is kept in the workspace.`;
}

/** Checks a tracker's file where nobody waits for an answer; a tracker that is gone by now has nothing to check. */
export async function checkFile(deps: EngineDeps, trackerId: TrackerId): Promise<void> {
  const observed = await deps.queue.run(trackerId, () => observeFile(deps, trackerId));
  if (!observed.ok && observed.error.code !== 'tracker.not-found')
    deps.log.warn(observed.error.message, observed.error.facts);
}

/** Brings the trackers together whose revisions came from elsewhere; those that are not shown here are left out. */
export async function afterReceiving(deps: EngineDeps, trackerIds: readonly TrackerId[]): Promise<void> {
  for (const id of new Set(trackerIds.map((one) => shownAs(deps.db.read, one)))) await checkFile(deps, id);
}
