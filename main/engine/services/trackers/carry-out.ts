import { setTimeout as pause } from 'node:timers/promises';
import type { OutputOf } from '../../../../core/contract/index.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { countOpenConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { readIntent } from '../../../../db/records/intent.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { putBackText } from '../../../../db/usecases/files/lost-texts.ts';
import {
  abandonIntent,
  confirmIntent,
  type OpenIntentInput,
  openIntent,
} from '../../../../db/usecases/intents.ts';
import { stepThatLeft } from '../../../../db/usecases/undo.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { readOnlyFailure } from '../../../../node/files/atomic-write.ts';
import { isHalfWritten } from '../../../../node/files/file-failure.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { noteFileState } from './file-state.ts';
import { isOutsideDelay, observeFile } from './observe-file.ts';
import { bringTogether, inSentences } from './together/bring-together.ts';
import { onceStill } from './together/once-still.ts';
import { readWhenStill } from './together/read-when-still.ts';
import {
  documentAt,
  documentOf,
  isBehind,
  type LiveTracker,
  liveTracker,
  openIntentsOf,
} from './tracker-access.ts';
import { isUnrecorded, writeTarget } from './write-target.ts';
import { writtenInPlace } from './written-in-place.ts';

const BETWEEN_TRIES_MS = 100;

export interface ReadyToWrite {
  readonly tracker: LiveTracker;
  /** As it is now; null for a tracker without one, and while it can't be told. */
  readonly file: ReadFile | null;
  /** Another program is changing the file: what is done now is kept, and written when that has come to an end. */
  readonly waits: boolean;
}

/** The tracker, settled, and its file, writable. */
export async function readyToWrite(deps: EngineDeps, trackerId: TrackerId): Promise<Result<ReadyToWrite>> {
  let delayed = false;
  if (isUnsettled(deps.db, trackerId)) {
    const settled = await observeFile(deps, trackerId);
    if (!settled.ok) return settled;
    delayed = settled.value.delayed;
  }
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  const tracker = found.value;
  const known = mayBeEdited(tracker, documentAt(deps.db, tracker, tracker.hash));
  if (!known.ok) return known;
  if (tracker.path === null) return ok({ tracker, file: null, waits: false });
  const read = await readWhenStill(deps, tracker.id, tracker.path);
  if (read.kind === 'changing') {
    deps.lookAgain(tracker.id, read.wait);
    noteFileState(deps, tracker, null);
    return ok({ tracker, file: null, waits: true });
  }
  if (read.kind === 'refused') {
    noteFileState(deps, tracker, read.error);
    return read.error.code === 'file.emptied'
      ? ok({ tracker, file: null, waits: true })
      : { ok: false, error: read.error };
  }
  if (!read.file.writable) {
    noteFileState(deps, tracker, read.file);
    return readOnlyFailure(deps.files, tracker.path, read.file.facts);
  }
  if (read.file.hash !== tracker.hash) {
    const onDisk = mayBeEdited(tracker, documentOf(deps.db, tracker, read.file.bytes));
    if (!onDisk.ok) return onDisk;
  }
  if (isUnsettled(deps.db, trackerId)) {
    if (delayed) return ok({ tracker, file: null, waits: true });
    return fail(
      'file.write-failed',
      'An earlier edit still waits to be written into this file. Nothing new was changed; see the state of the file.',
      { trackerId },
      true,
    );
  }
  return ok({ tracker, file: read.file, waits: false });
}

/** A text that somebody has to mend first is left to them: an edit of it could be lost in the mending. */
function mayBeEdited({ name }: LiveTracker, { readOnly }: ParsedDocument): Result<null> {
  if (readOnly === null) return ok(null);
  return fail(readOnly.code, `${name}: ${readOnly.reason} Nothing was changed.`, { reason: readOnly.reason });
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
  /** Another program is changing the file: to be waited for, see `onceWritten`. */
  readonly delayed: boolean;
  /** As in the contract: why it is kept and yet not done. */
  readonly waits: string | null;
}

/** Intent, file, confirmation (main/engine/README.md: the life of an edit). A refusal leaves file and text as they were. */
export async function carryOut(
  deps: EngineDeps,
  { tracker, file, waits }: ReadyToWrite,
  input: OpenIntentInput,
): Promise<Result<CarriedOut>> {
  const inFile = file !== null && file.hash === tracker.hash;
  const replaces = inFile ? await deps.files.realPath(tracker.path ?? '').catch(() => tracker.path) : null;
  const opened = intentOpened(deps, tracker, inFile ? file : null, { ...input, replaces });
  if (!opened.ok) return opened;
  deps.crashPoint('after-intent');
  const { intentId, targetHash } = opened.value;
  if (waits) return keptForLater(deps, tracker, intentId);
  if (file !== null && !inFile) return merged(deps, tracker, input);
  const target = {
    token: intentId,
    bytes: input.target,
    hash: targetHash,
    expectedHash: tracker.hash,
    noted: replaces !== null,
  };
  const wasInPlace = deps.inPlace.get(tracker.path ?? '');
  const done = await writeTarget(deps, tracker, target, (into) =>
    // What stands in a file that is on no device here is not known.
    confirmIntent(deps.db, intentId, { onDisk: tracker.path !== null, into }),
  );
  if (done.ok) {
    noteFileState(deps, tracker, file);
    const { sequence, summary, undoStep } = done.value;
    const because = deps.inPlace.get(tracker.path ?? '');
    const news = because === undefined || because === wasInPlace ? [] : [writtenInPlace(because)];
    const told = inSentences([summary, ...news]);
    return ok({ sequence, summary: told, step: undoStep, delayed: false, waits: null, merged: false });
  }
  // Gone since it was read a moment ago: whoever took it away may bring it back.
  if (done.error.code === 'file.changed' || done.error.code === 'file.missing')
    return merged(deps, tracker, input);
  // Left open, the intent is carried out when the file is next read.
  if (isHalfWritten(done.error)) {
    deps.lookAgain(tracker.id, deps.outsideTimes.still);
    noteFileState(deps, tracker, done.error);
    return ok(unrecorded(tracker, input.summary, done.error));
  }
  if (isUnrecorded(done.error)) return ok(unrecorded(tracker, input.summary, done.error));
  if (readIntent(deps.db.read, intentId) !== null) {
    const withdrawn = abandonIntent(deps.db, intentId, done.error.code);
    if (!withdrawn.ok) deps.log.warn(withdrawn.error.message, withdrawn.error.facts);
  }
  const read = tracker.path === null ? null : await readTrackerFile(deps.files, tracker.path);
  noteFileState(deps, tracker, read === null ? null : read.ok ? read.value : read.error);
  return done;
}

/** A text that the workspace has lost is taken back from the file on the way. */
function intentOpened(
  deps: EngineDeps,
  tracker: LiveTracker,
  sameInFile: ReadFile | null,
  input: OpenIntentInput,
): ReturnType<typeof openIntent> {
  const opened = openIntent(deps.db, input);
  if (opened.ok || opened.error.code !== 'db.corrupt' || sameInFile === null) return opened;
  const back = putBackText(deps.db, tracker.id, sameInFile);
  if (!back.ok || !back.value) return opened;
  return openIntent(deps.db, input);
}

/** A revision that the file does not hold yet. */
export function keptForLater(deps: EngineDeps, tracker: LiveTracker, intentId: string): Result<CarriedOut> {
  const kept = confirmIntent(deps.db, intentId, { onDisk: false });
  if (!kept.ok) return kept;
  deps.crashPoint('after-edit-kept');
  noteFileState(deps, tracker, null);
  const { sequence, summary, undoStep } = kept.value;
  return ok({ sequence, summary, step: undoStep, delayed: true, waits: null, merged: false });
}

/** The file says something else than the change was planned on: both are revisions, and are merged. */
async function merged(
  deps: EngineDeps,
  tracker: LiveTracker,
  { summary }: OpenIntentInput,
): Promise<Result<CarriedOut>> {
  const before = countOpenConflicts(deps.db.read, tracker.id);
  const together = await bringTogether(deps, tracker.id);
  if (!together.ok)
    return isUnrecorded(together.error) ? ok(unrecorded(tracker, summary, together.error)) : together;
  const { said, file, behind } = together.value;
  const found = liveTracker(deps.db, tracker.id);
  if (!found.ok) return found;
  noteFileState(deps, found.value, file);
  const { sequence, hash } = found.value;
  const meant = meantSentence(deps.db, tracker.id, summary, before);
  const outcome = {
    sequence,
    summary: inSentences([meant, ...besides(said, summary)]),
    step: stepThatLeft(deps.db, tracker.id, hash),
    delayed: behind !== null && isOutsideDelay(behind),
    waits: null,
    merged: true,
  };
  return ok(behind === null || outcome.delayed ? outcome : keptUnwritten(outcome, found.value, behind));
}

/** Settling the edit's own intent says the edit again. */
function besides(said: readonly string[], summary: string): readonly string[] {
  return said.filter((one) => one !== summary);
}

/** Of a value that both sides changed, the file may say the other side's. */
function meantSentence(db: WorkspaceDb, trackerId: TrackerId, summary: string, before: number): string {
  const inFull = countOpenConflicts(db.read, trackerId) <= before;
  return inFull ? summary : `Not all of this stands in the file: ${summary}`;
}

/** It is in the history; the file gets it by itself as soon as it can be written. */
function keptUnwritten(outcome: CarriedOut, tracker: LiveTracker, { message }: Failure): CarriedOut {
  const waits = `It is kept here and is written into ${tracker.path} as soon as that can be done; don't repeat it. ${message}`;
  return { ...outcome, summary: `${sentence(outcome.summary)} ${waits}`, delayed: false, waits };
}

/** It is in the file, or half of it; the history gets it before the next edit. */
function unrecorded({ sequence }: LiveTracker, meant: string, { message }: Failure): CarriedOut {
  const summary = `${sentence(meant)} ${message}`;
  return { sequence, summary, step: null, delayed: false, waits: message, merged: false };
}

/** The summary of an edit may lack its full stop. */
function sentence(summary: string): string {
  return /[.!?]$/u.test(summary) ? summary : `${summary}.`;
}

/**
 * Answers a change that had to wait once it is in the file, or says why it still is not. To be called outside of the
 * tracker's queue, so that others can be kept meanwhile.
 */
export async function onceWritten(
  deps: EngineDeps,
  trackerId: TrackerId,
  outcome: Result<CarriedOut>,
): Promise<Result<CarriedOut>> {
  if (!outcome.ok || !outcome.value.delayed) return outcome;
  const before = countOpenConflicts(deps.db.read, trackerId);
  const began = deps.timekeeper.moment().steady;
  const waited = () => deps.timekeeper.moment().steady - began;
  let together = await onceStill(deps, trackerId, () => bringTogether(deps, trackerId));
  while (
    together.ok &&
    together.value.behind?.code === 'file.being-changed' &&
    waited() < deps.outsideTimes.offer
  ) {
    await pause(BETWEEN_TRIES_MS);
    together = await onceStill(deps, trackerId, () => bringTogether(deps, trackerId));
  }
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  if (!together.ok) {
    const isDone = isUnrecorded(together.error);
    return isDone ? ok(unrecorded(found.value, outcome.value.summary, together.error)) : together;
  }
  const { said, file, behind } = together.value;
  noteFileState(deps, found.value, file);
  if (behind !== null) return ok(keptUnwritten(outcome.value, found.value, behind));
  const { sequence, hash } = found.value;
  const wait = `Waited ${(waited() / 1000).toFixed(1)} s for another program that was changing the file.`;
  const step = stepThatLeft(deps.db, trackerId, hash) ?? outcome.value.step;
  const meant = meantSentence(deps.db, trackerId, outcome.value.summary, before);
  const summary = inSentences([meant, wait, ...besides(said, outcome.value.summary)]);
  const merged = outcome.value.merged || said.length > 0;
  return ok({ sequence, summary, step, delayed: false, waits: null, merged });
}

/** What the call answers with. */
export function editOutcome(
  trackerId: TrackerId,
  { sequence, summary, step, merged, waits }: CarriedOut,
): OutputOf<'trackers.edit'> {
  return { trackerId, revision: sequence, summary, step, merged, waits };
}
