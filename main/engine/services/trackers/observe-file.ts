import { ok, type Result } from '../../../../core/kernel/result.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { bringTogether } from './bring-together.ts';
import { noteFileState } from './file-state.ts';
import { liveTracker } from './tracker-access.ts';

export interface Observed {
  /** What was found and done, for a person. */
  readonly summary: string;
  readonly changed: boolean;
}

/**
 * Checks a tracker's file and records what it says. Must run in the tracker's queue. A file that can't be read
 * changes nothing: its last text is kept, and its state says why.
 */
export async function observeFile(deps: EngineDeps, trackerId: string): Promise<Result<Observed>> {
  const together = await bringTogether(deps, trackerId);
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  if (!together.ok) {
    noteFileState(deps, tracker, null);
    return together;
  }
  const { said, file } = together.value;
  const fileState = noteFileState(deps, tracker, file);
  const none =
    tracker.path === null
      ? `has no file${tracker.rootId === null ? '' : ' on this device'}; it lives in the workspace.`
      : 'is in step with its file.';
  return ok({ summary: said ?? fileState.note ?? `${tracker.name} ${none}`, changed: said !== null });
}

/** Brings the trackers together whose revisions came from elsewhere; those that are not shown here are left out. */
export async function afterReceiving(deps: EngineDeps, trackerIds: readonly string[]): Promise<void> {
  for (const id of trackerIds) {
    const observed = await deps.queue.run(id, () => observeFile(deps, id));
    if (!observed.ok && observed.error.code !== 'tracker.not-found')
      deps.log.warn(observed.error.message, observed.error.facts);
  }
}
