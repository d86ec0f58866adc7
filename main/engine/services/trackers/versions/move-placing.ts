import { isOutside } from '../../../../../core/domain/trackers/rows/revision.ts';
import { takenWords } from '../../../../../core/domain/trackers/text/change-words.ts';
import type { ActorId, RevisionId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { contentOf } from '../../../../../db/contents/content-store.ts';
import type { Placing } from '../../../../../db/records/placing.ts';
import { readRevision } from '../../../../../db/records/revision.ts';
import type { UndoStep } from '../../../../../db/records/undo-step.ts';
import { setFileState } from '../../../../../db/usecases/files/tracker-files.ts';
import { recordRevision, setHeld } from '../../../../../db/usecases/revisions.ts';
import { movePlacingStep } from '../../../../../db/usecases/trackers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { CarriedOut } from '../carry-out.ts';
import { observeFile } from '../observe-file.ts';
import { heldBy, type LiveTracker, liveTracker } from '../tracker-access.ts';

/**
 * Gives a tracker back the file it had before it was given another one, and the text it had then; or the other one
 * again. What the other file brought stays among the versions, and in that file.
 */
export async function movePlacing(
  deps: EngineDeps,
  step: UndoStep,
  actorId: ActorId,
  { before, after }: Placing,
): Promise<Result<CarriedOut>> {
  const { db } = deps;
  const direction = step.state === 'done' ? 'undo' : 'redo';
  const found = liveTracker(db, step.trackerId);
  if (!found.ok) return found;
  const summary = takenWords(direction, step.summary);
  const held = direction === 'undo' ? heldAtStep(deps, found.value, step) : found.value.revisionId;
  const moved = movePlacingStep(db, actorId, step, direction === 'undo' ? before : after);
  if (!moved.ok) return moved;
  if (direction === 'undo') {
    const { id: trackerId } = found.value;
    const bytes = contentOf(db, step.baseHash);
    const back = recordRevision(db, { trackerId, bytes, cause: 'undo', actorId, author: null, summary });
    if (!back.ok) return back;
  }
  const kept = setHeld(db, found.value.id, held);
  if (!kept.ok) return kept;
  if (found.value.path !== null) deps.unfollow(found.value.path);
  const now = liveTracker(db, step.trackerId);
  if (!now.ok) return now;
  if (now.value.path !== null) deps.follow(now.value.path);
  // A file that is known to be gone is not looked for: the search would find the one that was just let go of.
  const noted = setFileState(db, now.value.id, 'missing', null);
  if (!noted.ok) return noted;
  const observed = await observeFile(deps, step.trackerId);
  if (!observed.ok) return observed;
  const { sequence } = now.value;
  return ok({ sequence, summary, step: step.id, merged: false, delayed: false, waits: null });
}

/** The revision that the file before held: what the first text of the other one was taken to come from. */
function heldAtStep({ db }: EngineDeps, tracker: LiveTracker, step: UndoStep): RevisionId | null {
  let held = heldBy(db, tracker.id)?.id ?? null;
  let next = tracker.revisionId;
  while (next !== null) {
    const row = readRevision(db.read, next);
    if (row === null || row.at < step.at) break;
    next = row.parents[0] ?? null;
    if (isOutside(row.cause)) held = next;
  }
  return held;
}
