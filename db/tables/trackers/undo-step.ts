import type { ActorId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

/** Steps kept for the whole workspace; the oldest go first. */
export const UNDO_LIMIT = 1000;

export interface UndoStep {
  readonly id: number;
  readonly trackerId: TrackerId;
  readonly state: 'done' | 'undone';
  /** Content before and after the edit. */
  readonly baseHash: string;
  readonly targetHash: string;
  readonly summary: string;
  readonly actorId: ActorId;
  readonly correlation: string;
  readonly at: number;
}

const COLUMNS = `id, tracker_id AS trackerId, state, base_hash AS baseHash, target_hash AS targetHash, summary,
  actor_id AS actorId, correlation, at`;

/** A new edit: what was undone in this tracker can't be redone any more. */
export function pushUndoStep(db: Writer, step: Omit<UndoStep, 'id' | 'state'>): number {
  db.run("DELETE FROM undo_step WHERE tracker_id = ? AND state = 'undone'", step.trackerId);
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

/** The step that would move next: the newest done one for undo, the newest undone one for redo. */
export function nextUndoStep(
  db: Reader,
  state: 'done' | 'undone',
  trackerId: TrackerId | null,
): UndoStep | null {
  return db.get<UndoStep>(
    `SELECT ${COLUMNS} FROM undo_step WHERE state = ? AND (? IS NULL OR tracker_id = ?)
       AND tracker_id IN (SELECT id FROM tracker WHERE removed_at IS NULL)
     ORDER BY moved DESC LIMIT 1`,
    state,
    trackerId,
    trackerId,
  );
}

export function readUndoStep(db: Reader, id: number): UndoStep | null {
  return db.get<UndoStep>(`SELECT ${COLUMNS} FROM undo_step WHERE id = ?`, id);
}

export function moveUndoStep(db: Writer, id: number, state: 'done' | 'undone'): void {
  db.run(
    'UPDATE undo_step SET state = ?, moved = (SELECT coalesce(max(moved), 0) + 1 FROM undo_step) WHERE id = ?',
    state,
    id,
  );
}

export function deleteUndoStep(db: Writer, id: number): void {
  db.run('DELETE FROM undo_step WHERE id = ?', id);
}
