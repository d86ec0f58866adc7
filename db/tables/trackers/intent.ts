import type { Writer } from '../../handle.ts';
import type { StoredIntent } from '../../records/intent.ts';

export function insertIntent(db: Writer, row: StoredIntent): void {
  db.run(
    `INSERT INTO intent (id, tracker_id, cause, correlation, actor_id, summary, base_hash, target_hash, revision_id,
       draft, undo_from, step_id, opened_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.trackerId,
    row.cause,
    row.correlation,
    row.actorId,
    row.summary,
    row.baseHash,
    row.targetHash,
    row.revisionId,
    row.draft,
    row.undoFrom,
    row.stepId,
    row.openedAt,
  );
}

export function deleteIntent(db: Writer, id: string): void {
  db.run('DELETE FROM intent WHERE id = ?', id);
}
