import { z } from 'zod';
import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { carriedItems } from '../../core/domain/trackers/identity/carried.ts';
import type { Splice } from '../../core/domain/trackers/text/span.ts';
import type { ActorId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { getContent, putContent } from '../content-store.ts';
import type { NewDelivery } from '../records/delivery.ts';
import { type IntentRow, readIntent } from '../records/intent.ts';
import { readingOptions } from '../records/reading-options.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import { readUndoStep } from '../records/undo-step.ts';
import { contentBytes } from '../tables/trackers/content.ts';
import { deleteIntent, insertIntent } from '../tables/trackers/intent.ts';
import { moveUndoStep, pushUndoStep } from '../tables/trackers/undo-step.ts';
import { Refusal, type Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';
import type { ConflictInput } from './conflicts.ts';
import { holdDelivery, releaseDeliveries, withdrawDeliveries } from './deliveries.ts';
import { appendRevision, baseOf, type RecordedRevision, trackerNotFound } from './revisions.ts';

export interface OpenIntentInput {
  readonly trackerId: TrackerId;
  readonly cause: 'edit' | 'undo' | 'redo' | 'restore';
  readonly actorId: ActorId;
  readonly summary: string;
  /** Ops on items carry the hash of the cell before and after. */
  readonly ops: readonly EntityOp[];
  readonly splices: readonly Splice[];
  /** Hash of the bytes the splices were planned against: the tracker's current revision. */
  readonly baseHash: string;
  /** The whole file after the edit. */
  readonly target: Uint8Array;
  /** For undo and redo: the step that changes side when this is confirmed. */
  readonly stepId?: number;
  /** What is sent once this is confirmed. */
  readonly deliveries?: readonly NewDelivery[];
}

export interface OpenedIntent {
  readonly intentId: string;
  readonly targetHash: string;
  readonly correlation: string;
}

/** Step 1 of an edit: what was decided is on the disk before the file is touched. */
export function openIntent(db: WorkspaceDb, input: OpenIntentInput): Result<OpenedIntent> {
  return db.write('full', (tx) => {
    const tracker = readTracker(tx.db, input.trackerId);
    if (tracker === null || tracker.removedAt !== null) return trackerNotFound(input.trackerId);
    if (tracker.hash !== input.baseHash) {
      return fail(
        'file.changed',
        `${tracker.name} changed since this edit was planned. Nothing was written; the edit is planned again on the newer text.`,
        { trackerId: tracker.id },
        true,
      );
    }
    const targetHash = putContent(tx.db, input.target, baseOf(tx, tracker));
    const correlation = tx.id('cr');
    const intentId = tx.id('in');
    appendOps(tx, { actorId: input.actorId, correlation, ops: input.ops });
    for (const delivery of input.deliveries ?? []) holdDelivery(tx, delivery, correlation);
    insertIntent(tx.db, {
      id: intentId,
      trackerId: tracker.id,
      cause: input.cause,
      correlation,
      actorId: input.actorId,
      summary: input.summary,
      baseHash: input.baseHash,
      targetHash,
      splices: JSON.stringify(input.splices),
      stepId: input.stepId ?? null,
      openedAt: tx.now,
    });
    tx.changes.touch('intents', tracker.id);
    return ok({ intentId, targetHash, correlation });
  });
}

export interface ConfirmedIntent extends RecordedRevision {
  readonly summary: string;
  /** The step that takes this edit back; null for what can't be undone in one step. */
  readonly undoStep: number | null;
}

/** Step 3: the file says what was decided. Revision, rows and undo step are written, and what was to follow is sent. */
export function confirmIntent(db: WorkspaceDb, intentId: string): Result<ConfirmedIntent> {
  return db.write('full', (tx) => {
    const intent = takeIntent(tx, intentId);
    const tracker = readTracker(tx.db, intent.trackerId);
    if (tracker === null) return trackerNotFound(intent.trackerId);
    releaseDeliveries(tx, intent.correlation);
    const revision = appendRevision(tx, tracker, {
      hash: intent.targetHash,
      size: contentBytes(tx.db, intent.targetHash) ?? 0,
      cause: intent.cause,
      actorId: intent.actorId,
      summary: intent.summary,
      correlation: intent.correlation,
      carried: carriedBy(tx, tracker, intent),
    });
    return ok({ ...revision, summary: intent.summary, undoStep: moveSteps(tx, intent) });
  });
}

const Splices = z.array(z.object({ start: z.number(), end: z.number(), insert: z.string() }));

/** Our own edit knows which row is which, also where it renames one beyond recognition. */
function carriedBy(tx: Transaction, tracker: TrackerRow, intent: IntentRow): ReadonlyMap<string, string> {
  const read = (hash: string) =>
    tx.documents.read(hash, () => getContent(tx.db, hash), readingOptions(tracker));
  const before = read(intent.baseHash);
  const after = read(intent.targetHash);
  const splices = Splices.parse(JSON.parse(intent.splices));
  if (before === null || after === null) return new Map();
  return carriedItems(before, after, splices.length === 0 ? null : splices);
}

export interface MergedText {
  readonly bytes: Uint8Array;
  readonly summary: string;
  readonly conflicts: readonly ConflictInput[];
}

/**
 * The file had changed underneath, and the decision was merged into what it says now; the merged text is in the
 * file. It can be taken back only against exactly this text, so it becomes an undo step of its own.
 */
export function confirmIntentMerged(
  db: WorkspaceDb,
  intentId: string,
  merged: MergedText,
  /** What the file said when the merge began, without this edit. */
  theirs: Uint8Array,
): Result<ConfirmedIntent> {
  return db.write('full', (tx) => {
    const intent = takeIntent(tx, intentId);
    const tracker = readTracker(tx.db, intent.trackerId);
    if (tracker === null) return trackerNotFound(intent.trackerId);
    const base = baseOf(tx, tracker);
    const theirsHash = putContent(tx.db, theirs, base);
    const mergedHash = putContent(tx.db, merged.bytes, { hash: theirsHash, bytes: theirs });
    releaseDeliveries(tx, intent.correlation);
    const revision = appendRevision(tx, tracker, {
      hash: mergedHash,
      size: merged.bytes.length,
      cause: 'merge',
      actorId: intent.actorId,
      summary: merged.summary,
      correlation: intent.correlation,
      conflicts: merged.conflicts,
    });
    const undoStep =
      theirsHash === mergedHash
        ? null
        : moveSteps(tx, { ...intent, stepId: null, baseHash: theirsHash, targetHash: mergedHash });
    return ok({ ...revision, summary: merged.summary, undoStep });
  });
}

/**
 * The edit never reached its file and was not acknowledged. The ops stay in the log beside one that withdraws them,
 * and nothing that was to be sent with it is.
 */
export function abandonIntent(db: WorkspaceDb, intentId: string, reason: string): Result<IntentRow> {
  return db.write('full', (tx) => {
    const intent = takeIntent(tx, intentId);
    appendOps(tx, {
      actorId: intent.actorId,
      correlation: intent.correlation,
      ops: [{ entity: { kind: 'intent', id: intent.id }, patch: { withdrawn: { value: reason } } }],
    });
    withdrawDeliveries(tx, intent.correlation);
    return ok(intent);
  });
}

function takeIntent(tx: Transaction, intentId: string): IntentRow {
  const intent = readIntent(tx.db, intentId);
  if (intent === null) {
    throw new Refusal(
      fail('intent.not-found', 'This edit is settled already. Nothing was changed.', { intentId }).error,
    );
  }
  deleteIntent(tx.db, intentId);
  tx.changes.touch('intents', intent.trackerId);
  return intent;
}

function moveSteps(tx: Transaction, intent: IntentRow): number | null {
  tx.changes.touch('undo', intent.trackerId);
  if (intent.stepId !== null) {
    const step = readUndoStep(tx.db, intent.stepId);
    if (step !== null) moveUndoStep(tx.db, step.id, step.state === 'done' ? 'undone' : 'done');
    return step?.id ?? null;
  }
  return pushUndoStep(tx.db, {
    trackerId: intent.trackerId,
    baseHash: intent.baseHash,
    targetHash: intent.targetHash,
    summary: intent.summary,
    actorId: intent.actorId,
    correlation: intent.correlation,
    at: tx.now,
  });
}
