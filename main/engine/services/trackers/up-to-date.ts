import { ok } from '../../../../core/kernel/result.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import { readTracker, readTrackers, type TrackerRow } from '../../../../db/records/tracker.ts';
import { readTrackerFile } from '../../../../db/records/tracker-file.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { checkFile, observeFile } from './observe-file.ts';
import { onceStill } from './together/once-still.ts';
import { heldBy } from './tracker-access.ts';

/** What is found in many texts takes longer than a question may wait. */
const FINDINGS_TIMEOUT_MS = 3000;

/**
 * Reads every file that may say something newer than the workspace, so that what is asked next is answered from it. A file
 * that another program is changing is waited for, all of them at once and no longer than the look at one may take; then
 * those that are still being changed are named.
 */
export const bringUpToDate: Service<EngineDeps, 'trackers.upToDate'> = async (
  deps,
  { trackerId },
  { signal },
) => {
  if (deps.db.mode.kind !== 'read-write') return ok({ behind: [] });
  const one = trackerId === null ? null : readTracker(deps.db.read, shownAs(deps.db.read, trackerId));
  const wanted = trackerId === null ? readTrackers(deps.db.read) : one === null ? [] : [one];
  const changing: TrackerRow[] = [];
  for (const tracker of wanted) {
    if (signal.aborted) break;
    if (tracker.path === null || tracker.removedAt !== null) continue;
    const { kind } = await deps.touched.look(tracker.path, heldBy(deps.db, tracker.id)?.bytes ?? 0);
    if (kind === 'untouched' && trackerId === null) continue;
    // A text that is known needs no waiting, however young the file.
    await checkFile(deps, tracker.id);
    if (deps.touched.isChanging(tracker.path)) changing.push(tracker);
  }
  const delayed = new Set<string>();
  await Promise.all(
    changing.map(async ({ id }) => {
      const last = await onceStill(deps, id, () => observeFile(deps, id));
      if (last.ok && last.value.delayed) delayed.add(id);
    }),
  );
  await deps.findingsSettled(FINDINGS_TIMEOUT_MS);
  return ok({ behind: wanted.flatMap((tracker) => behindOf(deps, tracker, delayed.has(tracker.id))) });
};

/** A file whose last text may not be known here, and why. */
function behindOf(
  { db, touched, unsavedStates }: EngineDeps,
  { id, name, path }: TrackerRow,
  delayed: boolean,
) {
  const unsaved = unsavedStates.get(id);
  if (path === null || (unsaved === undefined && !delayed && !touched.isChanging(path))) return [];
  const { note } = unsaved ?? readTrackerFile(db.read, id) ?? { note: null };
  return [{ trackerId: id, name, note: note ?? `Another program is changing ${path}.` }];
}
