import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { ActorId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { contentOf } from '../../../../../db/contents/content-store.ts';
import { revisionAt } from '../../../../../db/records/revision.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type CarriedOut, carryOut, editOutcome, onceWritten, readyToWrite } from '../carry-out.ts';
import { observeFile } from '../observe-file.ts';
import { documentOf } from '../tracker-access.ts';
import { asEditFailure } from '../write-target.ts';
import { inverseOps } from './undo-redo.ts';

/** An earlier text, whole, as a new version and one undo step; what stands now stays among the versions. */
export const restoreVersion: Service<EngineDeps, 'trackers.restoreVersion'> = async (
  deps,
  input,
  { actorId },
) => {
  const trackerId = shownAs(deps.db.read, input.trackerId);
  const outcome = await deps.queue.run(trackerId, () => restoreNow(deps, trackerId, input, actorId));
  const written = await onceWritten(deps, trackerId, outcome);
  return written.ok ? ok(editOutcome(trackerId, written.value)) : asEditFailure(written);
};

async function restoreNow(
  deps: EngineDeps,
  trackerId: TrackerId,
  { revision, seen }: ParsedInputOf<'trackers.restoreVersion'>,
  actorId: ActorId,
): Promise<Result<CarriedOut>> {
  // An outside save that nobody has seen yet must not be replaced with the text that the person compared.
  const observed = await observeFile(deps, trackerId);
  if (!observed.ok) return observed;
  const ready = await readyToWrite(deps, trackerId);
  if (!ready.ok) return ready;
  const { tracker, waits } = ready.value;
  const wanted = revisionAt(deps.db.read, trackerId, revision);
  if (wanted === null)
    return fail('revision.not-found', `${tracker.name} has no version ${revision}.`, { trackerId });
  if (revisionAt(deps.db.read, trackerId, seen)?.hash !== tracker.hash) {
    return fail(
      'version.overtaken',
      `${tracker.name} changed since you compared it with version ${revision}. Nothing was restored; compare again.`,
      { trackerId },
    );
  }
  if (wanted.hash === tracker.hash) {
    const summary = `${tracker.name} says what version ${revision} says. Nothing changed.`;
    return ok({
      sequence: tracker.sequence,
      summary,
      step: null,
      delayed: waits,
      waits: null,
      merged: false,
    });
  }
  const target = contentOf(deps.db, wanted.hash);
  // Once restored it could not be edited, nor be taken back.
  const { readOnly } = documentOf(deps.db, tracker, target);
  if (readOnly !== null) {
    return fail(
      readOnly.code,
      `Version ${revision} of ${tracker.name}: ${readOnly.reason} Nothing was restored.`,
      { reason: readOnly.reason },
    );
  }
  return carryOut(deps, ready.value, {
    trackerId,
    cause: 'restore',
    actorId,
    summary: `Restored version ${revision}.`,
    ops: inverseOps(deps, tracker, tracker.hash, wanted.hash),
    splices: [],
    baseHash: tracker.hash,
    target,
  });
}
