import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { type ActorId, ConflictId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import { type ConflictSide, readConflict } from '../records/conflict.ts';
import { readTracker } from '../records/tracker.ts';
import type { UndoStep } from '../records/undo-step.ts';
import { decisionIn, decisionOp } from '../reducers/conflict-decision.ts';
import { conflictOpOf } from '../tables/op.ts';
import { readRegister } from '../tables/register.ts';
import { moveUndoStep, pushUndoStep } from '../tables/trackers/undo-step.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

/** What decides a conflict, for the edit that puts the chosen value into the file. */
export function opToDecide(read: Reader, id: ConflictId, keep: ConflictSide | null): EntityOp {
  return decisionOp(id, readRegister(read, 'conflict', id), keep);
}

/** Notes a decision for what the file says already. It is a step to take back like an edit. */
export function resolveConflict(
  db: WorkspaceDb,
  actorId: ActorId,
  { id, keep, summary }: { readonly id: ConflictId; readonly keep: ConflictSide; readonly summary: string },
): Result<null> {
  return db.write('full', (tx) => {
    const conflict = readConflict(tx.db, id);
    if (conflict === null) return conflictNotFound(id);
    if (conflict.resolvedKeep !== null) {
      return fail(
        'conflict.resolved',
        'This conflict is resolved already. Reopen it first to decide otherwise.',
        { conflictId: id },
      );
    }
    const correlation = tx.id('cr');
    appendOps(tx, { actorId, correlation, ops: [opToDecide(tx.db, id, keep)] });
    const tracker = readTracker(tx.db, conflict.trackerId);
    if (tracker === null || tracker.hash === null) return ok(null);
    const { hash } = tracker;
    const { trackerId } = conflict;
    pushUndoStep(tx.db, {
      trackerId,
      baseHash: hash,
      targetHash: hash,
      summary,
      actorId,
      correlation,
      at: tx.now,
    });
    tx.changes.touch('undo', trackerId);
    return ok(null);
  });
}

export function reopenConflict(db: WorkspaceDb, actorId: ActorId, conflictId: ConflictId): Result<null> {
  return db.write('full', (tx) => {
    if (readConflict(tx.db, conflictId) === null) return conflictNotFound(conflictId);
    appendOps(tx, { actorId, correlation: tx.id('cr'), ops: [opToDecide(tx.db, conflictId, null)] });
    return ok(null);
  });
}

/** What takes back, or does again, the decision a step was made with; none where it decided nothing, or more came since. */
export function opsOfStep(read: Reader, step: UndoStep): readonly EntityOp[] {
  const op = conflictOpOf(read, step.correlation);
  const id = ConflictId.safeParse(op?.entityId);
  if (op === null || !id.success || (op.keep !== 'earlier' && op.keep !== 'later')) return [];
  const now = decisionIn(readRegister(read, 'conflict', id.data));
  if (step.state === 'undone') return now === null ? [opToDecide(read, id.data, op.keep)] : [];
  return now?.keep === op.keep ? [opToDecide(read, id.data, null)] : [];
}

/** Moves a step that changed no text. */
export function moveDecisionStep(db: WorkspaceDb, actorId: ActorId, step: UndoStep): Result<null> {
  return db.write('full', (tx) => {
    appendOps(tx, { actorId, correlation: tx.id('cr'), ops: opsOfStep(tx.db, step) });
    moveUndoStep(tx.db, step);
    tx.changes.touch('undo', step.trackerId);
    return ok(null);
  });
}

function conflictNotFound(conflictId: string) {
  return fail('conflict.not-found', 'There is no such conflict. Nothing was changed.', { conflictId });
}
