import type { Answer, ParsedInputOf } from '../../../../core/contract/index.ts';
import { type EditPlan, planEdits } from '../../../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { applySplices, encode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId, ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { countOpenConflicts } from '../../../../db/readers/findings-view.ts';
import type { NewDelivery } from '../../../../db/records/delivery.ts';
import { readIntent } from '../../../../db/records/intent.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import { addDeliveries } from '../../../../db/usecases/deliveries.ts';
import {
  abandonIntent,
  confirmIntent,
  type OpenIntentInput,
  openIntent,
} from '../../../../db/usecases/intents.ts';
import { peekUndo } from '../../../../db/usecases/undo.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { Service } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { addressEdits } from './addressed-edits.ts';
import { editOps } from './edit-ops.ts';
import { noteFileState } from './file-state.ts';
import { observeFile } from './observe-file.ts';
import { shouldLogEdits } from './should-log-edits.ts';
import { bringTogether } from './together/bring-together.ts';
import {
  actorName,
  documentAt,
  isBehind,
  type LiveTracker,
  liveTracker,
  openIntentsOf,
} from './tracker-access.ts';
import { asEditFailure, writeTarget } from './write-target.ts';

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
  return deps.queue.run(trackerId, async () => {
    let outcome = await tryEdit(deps, input, actorId, logLine, deliveries);
    for (let tries = 1; tries < TRIES && !outcome.ok && outcome.error.code === 'file.changed'; tries += 1) {
      outcome = await tryEdit(deps, input, actorId, logLine, deliveries);
    }
    return outcome.ok ? outcome : asEditFailure(outcome);
  });
}

async function tryEdit(
  deps: EngineDeps,
  input: ParsedInputOf<'trackers.edit'>,
  actorId: ActorId,
  logLine: boolean | null,
  deliveries: readonly NewDelivery[],
): Promise<Answer<'trackers.edit'>> {
  const ready = await readyToWrite(deps, input.trackerId);
  if (!ready.ok) return ready;
  const { tracker, file } = ready.value;
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
  const { splices, changes, summary, ids } = planned.value;
  if (splices.length === 0) {
    const sent = deliveries.length === 0 ? ok(null) : addDeliveries(deps.db, deliveries);
    if (!sent.ok) return sent;
    return ok({ trackerId: tracker.id, revision: tracker.sequence, summary, step: null, merged: false });
  }
  const done = await carryOut(deps, tracker, file, {
    trackerId: tracker.id,
    cause: 'edit',
    actorId,
    summary,
    ops: editOps(tracker.id, changes, ids),
    splices,
    baseHash: tracker.hash,
    target: encode(applySplices(doc.text, splices)),
    deliveries,
  });
  if (!done.ok) return done;
  return ok({
    trackerId: tracker.id,
    revision: done.value.sequence,
    summary: done.value.summary,
    step: done.value.step,
    merged: done.value.merged,
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
  const context = { today: today(deps.clock), log: logLine, actor: actorName(deps.db, actorId) };
  const planned = planEdits(doc, addressed.value.edits, context);
  return planned.ok ? ok({ ...planned.value, ids: addressed.value.ids }) : planned;
}

/** The tracker, settled, and its file as it is now (null for a tracker without one), writable. */
export async function readyToWrite(
  deps: EngineDeps,
  trackerId: TrackerId,
): Promise<Result<{ tracker: LiveTracker; file: ReadFile | null }>> {
  if (isUnsettled(deps.db, trackerId)) {
    const settled = await observeFile(deps, trackerId);
    if (!settled.ok) return settled;
  }
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  if (tracker.path === null) return ok({ tracker, file: null });
  const read = await readTrackerFile(deps.files, tracker.path);
  if (!read.ok) {
    noteFileState(deps, tracker, read.error);
    return read;
  }
  if (!read.value.writable) {
    noteFileState(deps, tracker, read.value);
    return fail(
      'file.read-only',
      `${tracker.path} is read-only. Nothing was changed. Make it writable, then try again.`,
      { path: tracker.path },
    );
  }
  if (isUnsettled(deps.db, trackerId)) {
    return fail(
      'file.write-failed',
      'An earlier edit still waits to be written into this file. Nothing new was changed; see the state of the file.',
      { trackerId },
      true,
    );
  }
  return ok({ tracker, file: read.value });
}

function isUnsettled(db: WorkspaceDb, trackerId: string): boolean {
  return (
    openIntentsOf(db, trackerId).length > 0 ||
    isBehind(db, trackerId) ||
    headsOf(db.read, trackerId).length > 1
  );
}

/** What came of a change, for its answer. */
export interface CarriedOut {
  readonly sequence: number;
  readonly summary: string;
  /** The step that undoes it. */
  readonly step: number | null;
  /** Together with a text that the change was not planned on. */
  readonly merged: boolean;
}

/** Intent, file, confirmation (main/engine/README.md: the life of an edit). A refusal leaves file and text as they were. */
export async function carryOut(
  deps: EngineDeps,
  tracker: LiveTracker,
  file: ReadFile | null,
  input: OpenIntentInput,
): Promise<Result<CarriedOut>> {
  const opened = openIntent(deps.db, input);
  if (!opened.ok) return opened;
  deps.crashPoint('after-intent');
  const { intentId } = opened.value;
  if (file !== null && file.hash !== tracker.hash) return merged(deps, tracker, input);
  const target = { token: intentId, bytes: input.target, expectedHash: tracker.hash };
  const done = await writeTarget(deps, tracker, target, () =>
    // What stands in a file that is on no device here is not known.
    confirmIntent(deps.db, intentId, { onDisk: tracker.path !== null }),
  );
  if (done.ok) {
    noteFileState(deps, tracker, file);
    const { sequence, summary, undoStep } = done.value;
    return ok({ sequence, summary, step: undoStep, merged: false });
  }
  if (done.error.code === 'file.changed') return merged(deps, tracker, input);
  // An intent left open is carried out when the file is next read, so only an edit that is in its file may keep it.
  if (done.error.facts.written !== true && readIntent(deps.db.read, intentId) !== null) {
    const withdrawn = abandonIntent(deps.db, intentId, done.error.code);
    if (!withdrawn.ok) deps.log.warn(withdrawn.error.message, withdrawn.error.facts);
  }
  const read = tracker.path === null ? null : await readTrackerFile(deps.files, tracker.path);
  noteFileState(deps, tracker, read === null ? null : read.ok ? read.value : read.error);
  return done;
}

/** The file says something else than the change was planned on: both are revisions, and are merged. */
async function merged(
  deps: EngineDeps,
  tracker: LiveTracker,
  { summary }: OpenIntentInput,
): Promise<Result<CarriedOut>> {
  const before = countOpenConflicts(deps.db.read, tracker.id);
  const together = await bringTogether(deps, tracker.id);
  if (!together.ok) return together;
  const { said, file, behind } = together.value;
  const found = liveTracker(deps.db, tracker.id);
  if (!found.ok) return found;
  noteFileState(deps, found.value, file);
  if (behind !== null) {
    return fail(
      'file.write-failed',
      `The change is kept, but waits to be written into ${tracker.path}: don't repeat it. The reason: ${behind.message}`,
      { ...behind.facts, trackerId: tracker.id },
    );
  }
  // Of a value that both sides changed, the file may say the other side's.
  const inFull = countOpenConflicts(deps.db.read, tracker.id) <= before;
  const meant = inFull ? summary : `Not all of this stands in the file: ${summary}`;
  const { sequence, hash } = found.value;
  const step = peekUndo(deps.db, tracker.id);
  return ok({
    sequence,
    summary: said === null ? meant : `${meant} ${said}`,
    step: step?.targetHash === hash ? step.id : null,
    merged: true,
  });
}
