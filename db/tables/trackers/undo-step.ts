import type { Writer } from '../../handle.ts';
import type { UndoStep } from '../../records/undo-step.ts';

/** Steps kept for the whole workspace; the oldest go first. */
export const UNDO_LIMIT = 1000;

/** A new edit: what its author undid in this tracker can't be redone any more. */
export function pushUndoStep(db: Writer, step: Omit<UndoStep, 'id' | 'state'>): number {
  db.run(
    "DELETE FROM undo_step WHERE tracker_id = ? AND actor_id = ? AND state = 'undone'",
    step.trackerId,
    step.actorId,
  );
  db.run(
    `INSERT INTO undo_step (tracker_id, state, moved, base_hash, target_hash, summary, actor_id, correlation, at)
     VALUES (?, 'done', (SELECT coalesce(max(moved), 0) + 1 FROM undo_step), ?, ?, ?, ?, ?, ?)`,
    step.trackerId,
    step.baseHash,
    step.targetHash,
    step.summary,
    step.actorId,
    step.correlation,
    step.at,
  );
  const id = db.value<number>('SELECT last_insert_rowid()') ?? 0;
  db.run(
    'DELETE FROM undo_step WHERE id IN (SELECT id FROM undo_step ORDER BY moved DESC LIMIT -1 OFFSET ?)',
    UNDO_LIMIT,
  );
  return id;
}

/** What was done is undone now, or done again. */
export function moveUndoStep(db: Writer, { id, state }: Pick<UndoStep, 'id' | 'state'>): void {
  db.run(
    'UPDATE undo_step SET state = ?, moved = (SELECT coalesce(max(moved), 0) + 1 FROM undo_step) WHERE id = ?',
    state === 'done' ? 'undone' : 'done',
    id,
  );
}

export function deleteUndoStep(db: Writer, id: number): void {
  db.run('DELETE FROM undo_step WHERE id = ?', id);
}
