import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { carriedItems } from '../../core/domain/trackers/identity/carried.ts';
import type { Splice } from '../../core/domain/trackers/text/span.ts';
import type { ActorId, RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { putContent } from '../contents/content-store.ts';
import { lostText, Refusal } from '../failures.ts';
import { revisionJson } from '../json-columns.ts';
import type { NewDelivery } from '../records/delivery.ts';
import { type IntentRow, readIntent } from '../records/intent.ts';
import { revisionIdOf } from '../records/revision-ids.ts';
import { readTracker } from '../records/tracker.ts';
import { heldRevision } from '../records/tracker-file.ts';
import { readUndoStep } from '../records/undo-step.ts';
import { deleteIntent, insertIntent } from '../tables/trackers/intent.ts';
import { putReplacedFile } from '../tables/trackers/replaced-file.ts';
import { putHeldRevision } from '../tables/trackers/tracker-file.ts';
import { moveUndoStep, pushUndoStep } from '../tables/trackers/undo-step.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';
import { holdDelivery, releaseDeliveries, withdrawDeliveries } from './deliveries.ts';
import { appendRevision, baseOf, draft, type RecordedRevision, trackerNotFound } from './revisions.ts';

export interface OpenIntentInput {
  readonly trackerId: TrackerId;
  readonly cause: 'edit' | 'undo' | 'redo' | 'restore';
  readonly actorId: ActorId;
  readonly summary: string;
  /** Ops on items carry the hash of the cell before and after. */
  readonly ops: readonly EntityOp[];
  /** From the text shown here to the target; none where another way led there. */
  readonly splices: readonly Splice[];
  /** What the file says before it is written: the text shown here. */
  readonly baseHash: string;
  /** The whole file after the edit. */
  readonly target: Uint8Array;
  /** For undo and redo: the step that changes side when this is confirmed. */
  readonly stepId?: number;
  /** What is sent once this is confirmed. */
  readonly deliveries?: readonly NewDelivery[];
  /** Where the file is that says the base and will be replaced; none for a tracker without a file. */
  readonly replaces?: string | null;
}

export interface OpenedIntent {
  readonly intentId: string;
  readonly targetHash: string;
  readonly correlation: string;
  readonly revisionId: RevisionId;
}

/** Step 1 of an edit: what was decided is on the disk, as the whole revision it becomes, before the file is touched. */
export function openIntent(db: WorkspaceDb, input: OpenIntentInput): Result<OpenedIntent> {
  return db.write('full', (tx) => {
    const tracker = readTracker(tx.db, input.trackerId);
    if (tracker === null || tracker.removedAt !== null) return trackerNotFound(input.trackerId);
    if (tracker.hash !== input.baseHash) {
      return fail(
        'file.changed',
        `${tracker.name} changed since this edit was planned. Nothing was written; try again.`,
        { trackerId: tracker.id },
        true,
      );
    }
    const shown = baseOf(tx, tracker);
    if (shown === null) return lostText(db.file, input.baseHash);
    const targetHash = putContent(tx.db, input.target, shown);
    const { splices } = input;
    const record = draft(tx, tracker, {
      hash: targetHash,
      bytes: input.target,
      // Our own edit knows which row is which, also where it renames one beyond recognition.
      carried: (before, after) => carriedItems(before, after, splices.length === 0 ? null : splices),
    });
    const correlation = tx.id('cr');
    const intentId = tx.id('in');
    const revisionId = revisionIdOf(record);
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
      revisionId,
      draft: revisionJson.write(record),
      undoFrom: input.baseHash,
      stepId: input.stepId ?? null,
      openedAt: tx.now,
    });
    if (input.replaces != null) {
      putReplacedFile(tx.db, {
        id: intentId,
        trackerId: tracker.id,
        path: input.replaces,
        knownHash: input.baseHash,
        revisionId: heldRevision(tx.db, tracker.id),
        replacedAt: tx.now,
      });
    }
    tx.changes.touch('intents', tracker.id);
    return ok({ intentId, targetHash, correlation, revisionId });
  });
}

export interface ConfirmedIntent extends RecordedRevision {
  readonly summary: string;
  /** The step that takes this edit back; null for what can't be undone in one step. */
  readonly undoStep: number | null;
}

export interface ConfirmOptions {
  /** The file says it. Else it is recorded beside what the file says, and both are merged. Default true. */
  readonly onDisk?: boolean;
  /** Make it a step to take back, where it is not itself an undo or redo that moves one. Default true. */
  readonly newStep?: boolean;
  /** Written into a file that there was: see `HeldBefore`. */
  readonly into?: number | undefined;
}

/** Step 3: the file says what was decided. Revision, rows and undo step are written, and the ops may go out. */
export function confirmIntent(
  db: WorkspaceDb,
  intentId: string,
  { onDisk = true, newStep = true, into }: ConfirmOptions = {},
): Result<ConfirmedIntent> {
  return db.write('full', (tx) => {
    const intent = takeIntent(tx, intentId);
    releaseDeliveries(tx, intent.correlation);
    const { cause, actorId, summary, correlation } = intent;
    const revision = appendRevision(tx, intent.draft, { cause, actorId, summary, correlation });
    if (onDisk) putHeldRevision(tx.db, intent.trackerId, revision.revisionId, tx.now, { into });
    return ok({ ...revision, summary, undoStep: moveSteps(tx, intent, newStep) });
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

function moveSteps(tx: Transaction, intent: IntentRow, newStep: boolean): number | null {
  tx.changes.touch('undo', intent.trackerId);
  if (intent.stepId !== null) {
    const step = readUndoStep(tx.db, intent.stepId);
    if (step !== null) moveUndoStep(tx.db, step);
    return step?.id ?? null;
  }
  if (!newStep || intent.undoFrom === null || intent.undoFrom === intent.targetHash) return null;
  return pushUndoStep(tx.db, {
    trackerId: intent.trackerId,
    baseHash: intent.undoFrom,
    targetHash: intent.targetHash,
    summary: intent.summary,
    actorId: intent.actorId,
    correlation: intent.correlation,
    at: tx.now,
  });
}
