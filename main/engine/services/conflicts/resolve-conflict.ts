import { itemShownAt } from '../../../../core/domain/trackers/identity/item-at.ts';
import { applySplices, encode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId, TrackerId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { bytesOf } from '../../../../db/contents/text-bytes.ts';
import { itemRow } from '../../../../db/readers/items/item-rows.ts';
import { addressOfItem } from '../../../../db/readers/resolve.ts';
import {
  type ConflictRecord,
  type ConflictSide,
  conflictSides,
  readConflict,
} from '../../../../db/records/conflict.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import { opToDecide, reopenConflict, resolveConflict } from '../../../../db/usecases/conflicts.ts';
import { stepThatLeft } from '../../../../db/usecases/undo.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { carryOut, readyToWrite } from '../trackers/carry-out.ts';
import { observeFile } from '../trackers/observe-file.ts';
import {
  documentAt,
  documentOf,
  type LiveTracker,
  liveTracker,
  openIntentsOf,
} from '../trackers/tracker-access.ts';
import { asEditFailure } from '../trackers/write-target.ts';
import { otherSide, resolutionOf } from './resolution.ts';

/** Puts the chosen side into the file, where it isn't there already, and notes the choice. */
export const resolve: Service<EngineDeps, 'conflicts.resolve'> = async (deps, input, { actorId }) => {
  const conflict = readConflict(deps.db.read, input.conflictId);
  if (conflict === null) return notFound(input.conflictId);
  if (conflict.resolvedKeep !== null) {
    return fail('conflict.resolved', 'This conflict is resolved already. Reopen it to choose again.', {
      conflictId: input.conflictId,
    });
  }
  return deps.queue.run(shownAs(deps.db.read, conflict.trackerId), async () => {
    const { mine } = conflictSides(deps.db.read, conflict);
    const side = input.keep === 'mine' ? mine : otherSide(mine);
    const written = await choose(deps, conflict, side, actorId);
    if (!written.ok) return asEditFailure(written);
    await refreshState(deps, conflict.trackerId);
    const tracker = liveTracker(deps.db, conflict.trackerId);
    const step = tracker.ok ? stepThatLeft(deps.db, tracker.value.id, tracker.value.hash) : null;
    return ok({ summary: written.value, step });
  });
};

export const reopen: Service<EngineDeps, 'conflicts.reopen'> = async (deps, input, { actorId }) => {
  const conflict = readConflict(deps.db.read, input.conflictId);
  if (conflict === null) return notFound(input.conflictId);
  return deps.queue.run(shownAs(deps.db.read, conflict.trackerId), async () => {
    const reopened = reopenConflict(deps.db, actorId, input.conflictId);
    if (!reopened.ok) return reopened;
    await refreshState(deps, conflict.trackerId);
    return ok({ summary: `${conflict.title} is open again. The file keeps what it says now.` });
  });
};

async function choose(
  deps: EngineDeps,
  conflict: ConflictRecord,
  keep: ConflictSide,
  actorId: ActorId,
): Promise<Result<string>> {
  const observed = await observeFile(deps, conflict.trackerId);
  if (!observed.ok) return observed;
  const found = liveTracker(deps.db, conflict.trackerId);
  if (!found.ok) return notFound(conflict.id);
  const { who } = conflictSides(deps.db.read, conflict)[keep];
  const note = (said: string): Result<string> => {
    const noted = resolveConflict(deps.db, actorId, { id: conflict.id, keep, summary: said });
    return noted.ok ? ok(said) : noted;
  };
  const early = planned(deps, conflict, found.value, keep);
  if (early.resolution === 'by-hand') {
    return note(
      `Kept what ${who} meant for ${conflict.title}. The text around it changed since, so it was not written; edit it by hand.`,
    );
  }
  if (early.resolution === 'written-since') {
    return note(`${conflict.title}: the ${conflict.field} was changed again since, and stays as it is now.`);
  }
  const summary = `${conflict.title}: kept ${conflict.field} as ${who} wrote it.`;
  if (early.resolution.splices.length === 0) return note(summary);
  const ready = await readyToWrite(deps, conflict.trackerId);
  if (!ready.ok) return ready;
  const { tracker } = ready.value;
  // Getting ready may have brought in a newer text.
  const { doc, resolution } = planned(deps, conflict, tracker, keep);
  if (typeof resolution === 'string' || resolution.splices.length === 0)
    return choose(deps, conflict, keep, actorId);
  const done = await carryOut(deps, ready.value, {
    trackerId: tracker.id,
    cause: 'edit',
    actorId,
    summary,
    ops: [opToDecide(deps.db.read, conflict.id, keep)],
    splices: resolution.splices,
    baseHash: tracker.hash,
    target: encode(applySplices(doc.text, resolution.splices)),
  });
  if (done.ok || openIntentsOf(deps.db, tracker.id).length > 0) {
    return done.ok ? ok(done.value.summary) : done;
  }
  // The edit was withdrawn: nothing was decided.
  const reopened = reopenConflict(deps.db, actorId, conflict.id);
  return reopened.ok ? done : reopened;
}

function planned(deps: EngineDeps, conflict: ConflictRecord, tracker: LiveTracker, keep: ConflictSide) {
  const doc = documentAt(deps.db, tracker, tracker.hash);
  const address = addressNow(deps, conflict, tracker);
  const reread = (text: string) => documentOf(deps.db, tracker, bytesOf(text));
  return { doc, resolution: resolutionOf(doc, conflict, address, keep, reread) };
}

/** Where the conflict's item stands in the current text; the address it had may be another item's by now. */
function addressNow(deps: EngineDeps, conflict: ConflictRecord, tracker: LiveTracker): string | null {
  if (conflict.itemId === null) return null;
  // The conflict may be about a further place of an item, which says something else than the item shows.
  const address =
    addressOfItem(deps.db.read, conflict.itemId) ?? itemRow(deps.db.read, conflict.itemId)?.address;
  const doc = documentAt(deps.db, tracker, tracker.hash);
  return address === undefined ? null : (itemShownAt(doc, address)?.address ?? null);
}

async function refreshState(deps: EngineDeps, trackerId: TrackerId): Promise<void> {
  const observed = await observeFile(deps, trackerId);
  if (!observed.ok) deps.log.warn(observed.error.message, observed.error.facts);
}

function notFound(conflictId: string) {
  return fail('conflict.not-found', 'There is no such conflict. Nothing was changed.', { conflictId });
}
