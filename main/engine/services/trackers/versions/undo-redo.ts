import type { Answer } from '../../../../../core/contract/index.ts';
import { mergeThreeWay } from '../../../../../core/domain/trackers/merge/merge.ts';
import { takenWords } from '../../../../../core/domain/trackers/text/change-words.ts';
import { encode } from '../../../../../core/domain/trackers/text/text.ts';
import { wellFormed } from '../../../../../core/domain/trackers/text/well-formed.ts';
import type { ActorId, ItemId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { contentHash, contentOf } from '../../../../../db/contents/content-store.ts';
import { isLostText, orKnownFailure } from '../../../../../db/failures.ts';
import { itemIdAt } from '../../../../../db/readers/resolve.ts';
import { placingOf } from '../../../../../db/records/placing.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import type { StepsOf, UndoStep } from '../../../../../db/records/undo-step.ts';
import { moveDecisionStep, opsOfStep } from '../../../../../db/usecases/conflicts.ts';
import { dropUndoStep, peekRedo, peekUndo } from '../../../../../db/usecases/undo.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type CarriedOut, carryOut, editOutcome, onceWritten, readyToWrite } from '../carry-out.ts';
import { documentChanges } from '../document-changes.ts';
import { editOps } from '../edits/edit-ops.ts';
import { observeFile } from '../observe-file.ts';
import { documentAt, type LiveTracker, liveTracker, openIntentsOf } from '../tracker-access.ts';
import { asEditFailure } from '../write-target.ts';
import { movePlacing } from './move-placing.ts';

export type Direction = 'undo' | 'redo';

export const undo: Service<EngineDeps, 'trackers.undo'> = (deps, { trackerId, steps }, { actorId }) =>
  moveUndoStep(deps, 'undo', trackerId, { actorId, steps });

export const redo: Service<EngineDeps, 'trackers.redo'> = (deps, { trackerId, steps }, { actorId }) =>
  moveUndoStep(deps, 'redo', trackerId, { actorId, steps });

/**
 * Takes the newest step of whoever asks back, or does it again. Exact bytes while the file still says what the step
 * left; otherwise its inverse is merged into what the file says now, unless a later change touched the same values.
 */
async function moveUndoStep(
  deps: EngineDeps,
  direction: Direction,
  trackerId: TrackerId | null,
  of: StepsOf,
): Promise<Answer<'trackers.undo'>> {
  const next = (): UndoStep | null =>
    direction === 'undo' ? peekUndo(deps.db, trackerId, of) : peekRedo(deps.db, trackerId, of);
  for (;;) {
    const step = next();
    if (step === null) return nothing(direction);
    const outcome = await deps.queue.run(shownAs(deps.db.read, step.trackerId), async () => {
      // The queue may have moved this step meanwhile; another one, of another tracker, waits in its own queue.
      if (next()?.id !== step.id) return null;
      return moveUnlessLost(deps, direction, step, of.actorId);
    });
    if (outcome === null) continue;
    const written = await onceWritten(deps, step.trackerId, outcome);
    return written.ok
      ? ok({ ...editOutcome(step.trackerId, written.value), step: step.id })
      : asEditFailure(written);
  }
}

function nothing(direction: Direction): Answer<'trackers.undo'> {
  return fail('undo.nothing', `There is nothing of yours to ${direction} here. Nothing was changed.`);
}

/** A step whose text the workspace has lost leaves the list, so that the steps below it can be reached. */
async function moveUnlessLost(
  deps: EngineDeps,
  direction: Direction,
  step: UndoStep,
  actorId: ActorId,
): Promise<Result<CarriedOut>> {
  const outcome = await orKnownFailure(deps.db.file, () => move(deps, direction, step, actorId));
  if (outcome.ok || !isLostText(outcome.error) || openIntentsOf(deps.db, step.trackerId).length > 0)
    return outcome;
  const dropped = dropUndoStep(deps.db, step);
  if (!dropped.ok) return dropped;
  const { code, facts } = outcome.error;
  return fail(
    code,
    `"${step.summary}" can't be ${inWords(direction)}: a text it needs is missing or damaged. Nothing was changed and the step was taken from the list; "quarterdeck doctor" names what is lost.`,
    { ...facts, trackerId: step.trackerId },
  );
}

async function move(
  deps: EngineDeps,
  direction: Direction,
  step: UndoStep,
  actorId: ActorId,
): Promise<Result<CarriedOut>> {
  const placing = placingOf(deps.db.read, step);
  if (placing !== null) return movePlacing(deps, step, actorId, placing);
  if (step.baseHash === step.targetHash) return moveDecision(deps, direction, step, actorId);
  const observed = await observeFile(deps, step.trackerId);
  if (!observed.ok) return observed;
  const ready = await readyToWrite(deps, step.trackerId);
  if (!ready.ok) return ready;
  const { tracker } = ready.value;
  const [from, to] =
    direction === 'undo' ? [step.targetHash, step.baseHash] : [step.baseHash, step.targetHash];
  const target = tracker.hash === from ? ok(contentOf(deps.db, to)) : mergedTarget(deps, tracker, from, to);
  if (!target.ok) {
    const dropped = dropUndoStep(deps.db, step);
    return dropped.ok ? overtaken(direction, step) : dropped;
  }
  // Somebody did the same by hand; a version that changes nothing would claim it was done now.
  if (contentHash(target.value) === tracker.hash) {
    const dropped = dropUndoStep(deps.db, step);
    return dropped.ok ? already(direction, step) : dropped;
  }
  const summary = takenWords(direction, step.summary);
  return carryOut(deps, ready.value, {
    trackerId: tracker.id,
    cause: direction,
    actorId,
    summary,
    ops: [...inverseOps(deps, tracker, from, to), ...opsOfStep(deps.db.read, step)],
    splices: [],
    baseHash: tracker.hash,
    target: target.value,
    stepId: step.id,
  });
}

/** A decision for what the file said already: the text stays as it is. */
function moveDecision(
  deps: EngineDeps,
  direction: Direction,
  step: UndoStep,
  actorId: ActorId,
): Result<CarriedOut> {
  if (opsOfStep(deps.db.read, step).length === 0) {
    const dropped = dropUndoStep(deps.db, step);
    return dropped.ok ? overtaken(direction, step) : dropped;
  }
  const moved = moveDecisionStep(deps.db, actorId, step);
  if (!moved.ok) return moved;
  const tracker = liveTracker(deps.db, step.trackerId);
  if (!tracker.ok) return tracker;
  return ok({
    sequence: tracker.value.sequence,
    summary: takenWords(direction, step.summary),
    step: step.id,
    merged: false,
    delayed: false,
    waits: null,
  });
}

function mergedTarget(
  deps: EngineDeps,
  tracker: LiveTracker,
  from: string,
  to: string,
): Result<Uint8Array, 'undo.overtaken'> {
  const merged = mergeThreeWay(
    documentAt(deps.db, tracker, from),
    documentAt(deps.db, tracker, to),
    documentAt(deps.db, tracker, tracker.hash),
  );
  return merged.conflicts.length === 0 ? ok(encode(merged.text)) : fail('undo.overtaken', '');
}

function inWords(direction: Direction): string {
  return direction === 'undo' ? 'undone' : 'done again';
}

function overtaken(direction: Direction, step: UndoStep): Result<never> {
  return fail(
    'undo.overtaken',
    `"${step.summary}" can't be ${inWords(direction)}: the same values were changed since. Nothing was changed and the step was taken from the list, so the next ${direction} goes on to the one before; earlier texts are in the tracker's history.`,
    { trackerId: step.trackerId },
  );
}

function already(direction: Direction, step: UndoStep): Result<never> {
  const says = direction === 'undo' ? 'no longer says it' : 'says it already';
  return fail(
    'undo.overtaken',
    `There is nothing to ${direction} for "${step.summary}": the text ${says}. Nothing was changed and the step was taken from the list, so the next ${direction} goes on to the one before.`,
    { trackerId: step.trackerId },
  );
}

export function inverseOps(deps: EngineDeps, tracker: LiveTracker, from: string, to: string) {
  const changes = documentChanges(documentAt(deps.db, tracker, from), documentAt(deps.db, tracker, to));
  const ids = new Map<string, ItemId>();
  for (const { address } of changes) {
    const id = itemIdAt(deps.db.read, tracker.id, wellFormed(address));
    if (id !== null) ids.set(address, id);
  }
  return editOps(tracker.id, changes, ids);
}
