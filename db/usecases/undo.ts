import type { TrackerId } from '../../core/kernel/ids.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import { nextUndoStep, type StepsOf, type UndoStep } from '../records/undo-step.ts';
import { deleteUndoStep } from '../tables/trackers/undo-step.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

/** What undo would take back next, in one tracker or anywhere, of one person or all. The step moves when its intent is confirmed. */
export function peekUndo(
  db: WorkspaceDb,
  trackerId: TrackerId | null,
  of: StepsOf | null = null,
): UndoStep | null {
  return nextUndoStep(db.read, 'done', trackerId, of);
}

/** The step that made the text say what has this hash; null when it is not the newest one. */
export function stepThatLeft(db: WorkspaceDb, trackerId: TrackerId, hash: string): number | null {
  const step = peekUndo(db, trackerId);
  return step?.targetHash === hash ? step.id : null;
}

export function peekRedo(
  db: WorkspaceDb,
  trackerId: TrackerId | null,
  of: StepsOf | null = null,
): UndoStep | null {
  return nextUndoStep(db.read, 'undone', trackerId, of);
}

/** The text has changed so much that this step no longer applies; it is removed from the stack. */
export function dropUndoStep(db: WorkspaceDb, step: UndoStep): Result<null> {
  return db.write('normal', (tx) => {
    deleteUndoStep(tx.db, step.id);
    tx.changes.touch('undo', step.trackerId);
    return ok(null);
  });
}
