import type { Answer, ParsedInputOf } from '../../../../../core/contract/index.ts';
import { type EditPlan, planEdits } from '../../../../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../../../../core/domain/trackers/model.ts';
import type { ActorId, ItemId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { bytesOf } from '../../../../../db/contents/text-bytes.ts';
import { currentDocument } from '../../../../../db/readers/tracker-views.ts';
import type { NewDelivery } from '../../../../../db/records/delivery.ts';
import { readingOptions } from '../../../../../db/records/reading-options.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import { addDeliveries } from '../../../../../db/usecases/deliveries.ts';
import { stepThatLeft } from '../../../../../db/usecases/undo.ts';
import type { Service } from '../../../handlers.ts';
import { today } from '../../../today.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type CarriedOut, carryOut, editOutcome, onceWritten, readyToWrite } from '../carry-out.ts';
import { observeFile } from '../observe-file.ts';
import { readAhead } from '../together/read-ahead.ts';
import { actorName, documentAt, documentOf, type LiveTracker, liveTracker } from '../tracker-access.ts';
import { asEditFailure } from '../write-target.ts';
import { addressEdits } from './addressed-edits.ts';
import { editOps } from './edit-ops.ts';
import { shouldLogEdits } from './should-log-edits.ts';
import { putBesideWhatWasUnseen, type Unseen } from './unseen-values.ts';

/** A file that keeps changing under the edit is left alone after this many tries. */
const TRIES = 3;

/** All edits of one call: one revision, one batch of ops, one undo step; or nothing at all. */
export const editTracker: Service<EngineDeps, 'trackers.edit'> = (deps, input, { actorId }) =>
  editAndSend(deps, input, actorId, []);

/** The same, and what is sent as soon as the edit is confirmed; where nothing had to be changed, it is sent at once. */
export async function editAndSend(
  deps: EngineDeps,
  asked: ParsedInputOf<'trackers.edit'>,
  actorId: ActorId,
  deliveries: readonly NewDelivery[],
): Promise<Answer<'trackers.edit'>> {
  const trackerId = shownAs(deps.db.read, asked.trackerId);
  const input = { ...asked, trackerId };
  const logLine = input.log ?? shouldLogEdits(deps, input.trackerId);
  const outcome = await deps.queue.run(input.trackerId, async () => {
    const unseen = await putUnseenBeside(deps, input, actorId);
    if (!unseen.ok) return unseen;
    const { edits, beside } = unseen.value;
    if (edits.length === 0) return conflicting(deps, input.trackerId, beside);
    let tried = await tryEdit(deps, { ...input, edits }, actorId, logLine, deliveries);
    for (
      let tries = 1;
      tries < TRIES && !tried.ok && tried.error.code === 'file.changed' && tried.error.retryable;
      tries += 1
    ) {
      tried = await tryEdit(deps, { ...input, edits }, actorId, logLine, deliveries);
    }
    if (!tried.ok || beside === 0) return tried;
    return ok({ ...tried.value, summary: `${tried.value.summary} ${unseenSentence(beside)}`, merged: true });
  });
  const written = await onceWritten(deps, input.trackerId, outcome);
  return written.ok ? ok(editOutcome(input.trackerId, written.value)) : asEditFailure(written);
}

async function putUnseenBeside(
  deps: EngineDeps,
  input: ParsedInputOf<'trackers.edit'>,
  actorId: ActorId,
): Promise<Result<Unseen>> {
  if (currentDocument(deps.db, input.trackerId) === null) {
    // Lost here, where its file may still say it, or what came after it.
    const observed = await observeFile(deps, input.trackerId);
    if (!observed.ok) return observed;
  }
  const found = liveTracker(deps.db, input.trackerId);
  return found.ok ? putBesideWhatWasUnseen(deps, found.value, input.edits, actorId) : found;
}

/** Nothing but values that had changed under an open editor: both stand in a conflict now. */
async function conflicting(
  deps: EngineDeps,
  trackerId: TrackerId,
  count: number,
): Promise<Result<CarriedOut>> {
  const observed = await observeFile(deps, trackerId);
  if (!observed.ok) return observed;
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  const summary = unseenSentence(count);
  const { sequence, hash } = found.value;
  const step = stepThatLeft(deps.db, trackerId, hash);
  return ok({ sequence, summary, step, delayed: false, waits: null, merged: true });
}

function unseenSentence(count: number): string {
  const values = count === 1 ? 'A value was' : `${count} values were`;
  return `${values} changed by somebody else while you edited. Nothing was overwritten; choose under Conflicts.`;
}

async function tryEdit(
  deps: EngineDeps,
  input: ParsedInputOf<'trackers.edit'>,
  actorId: ActorId,
  logLine: boolean | null,
  deliveries: readonly NewDelivery[],
): Promise<Result<CarriedOut>> {
  const ready = await readyToWrite(deps, input.trackerId);
  if (!ready.ok) return ready;
  const { tracker, file, waits } = ready.value;
  await readAhead(deps.db, readingOptions(tracker), tracker.hash);
  const doc = documentAt(deps.db, tracker, tracker.hash);
  const planned = plan(deps, tracker, doc, input, actorId, logLine);
  if (!planned.ok) {
    if (file === null || file.hash === tracker.hash) return planned;
    // Planned on a text that is no longer in the file: take that in first, then say what holds there.
    const observed = await observeFile(deps, tracker.id);
    if (!observed.ok) return observed;
    // Counts as a try: a file that is new each time would hold the tracker's queue without end.
    return fail(
      'file.changed',
      `${tracker.name} kept changing outside while it was edited. Nothing was changed here; try again.`,
      { trackerId: tracker.id },
      true,
    );
  }
  const { splices, changes, summary, text, ids } = planned.value;
  if (splices.length === 0) {
    const sent = deliveries.length === 0 ? ok(null) : addDeliveries(deps.db, deliveries);
    if (!sent.ok) return sent;
    return ok({
      sequence: tracker.sequence,
      summary,
      step: null,
      delayed: waits,
      waits: null,
      merged: false,
    });
  }
  return carryOut(deps, ready.value, {
    trackerId: tracker.id,
    cause: 'edit',
    actorId,
    summary,
    ops: editOps(tracker.id, changes, ids),
    splices,
    baseHash: tracker.hash,
    target: bytesOf(text),
    deliveries,
  });
}

function plan(
  deps: EngineDeps,
  tracker: LiveTracker,
  doc: ParsedDocument,
  input: ParsedInputOf<'trackers.edit'>,
  actorId: ActorId,
  logLine: boolean | null,
): Result<EditPlan & { ids: ReadonlyMap<string, ItemId> }> {
  const addressed = addressEdits(deps, tracker, doc, input.edits);
  if (!addressed.ok) return addressed;
  const context = {
    today: today(deps.clock),
    log: logLine,
    actor: actorName(deps.db, actorId),
    // Kept with the other readings, so that writing the edit reads the text no second time.
    reread: (text: string) => documentOf(deps.db, tracker, bytesOf(text)),
  };
  const planned = planEdits(doc, addressed.value.edits, context);
  return planned.ok ? ok({ ...planned.value, ids: addressed.value.ids }) : planned;
}
