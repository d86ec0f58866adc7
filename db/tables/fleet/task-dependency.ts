import type { TaskId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export function insertDependency(db: Writer, taskSeq: number, ordinal: number, needs: TaskId): void {
  db.run(
    'INSERT INTO task_dependency (task_seq, ordinal, needs) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    taskSeq,
    ordinal,
    needs,
  );
}

/** Dependencies that are not completed, by the seq of the open task that waits for them. */
export function readUnmetDependencies(
  db: Reader,
  hubN: number,
): { readonly taskSeq: number; readonly needs: TaskId }[] {
  return db.all(
    `SELECT d.task_seq AS taskSeq, d.needs FROM task t JOIN task_dependency d ON d.task_seq = t.seq
     LEFT JOIN task n ON n.id = d.needs AND n.hub_n = t.hub_n
     WHERE t.hub_n = ? AND t.status IN ('queued', 'assigned', 'working') AND n.status IS NOT 'completed'
     ORDER BY d.task_seq, d.ordinal`,
    hubN,
  );
}

export function deleteDependenciesOf(db: Writer, taskSeq: number): void {
  db.run('DELETE FROM task_dependency WHERE task_seq = ?', taskSeq);
}

export function unmetDependenciesOf(db: Reader, hubN: number, taskSeq: number): TaskId[] {
  return db.column<TaskId>(
    `SELECT d.needs FROM task_dependency d LEFT JOIN task n ON n.id = d.needs AND n.hub_n = ?
     WHERE d.task_seq = ? AND n.status IS NOT 'completed' ORDER BY d.ordinal`,
    hubN,
    taskSeq,
  );
}
