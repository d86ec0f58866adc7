import type { Reader, Writer } from '../handle.ts';

const INSERT = 'INSERT INTO task_event (task_seq, seq) VALUES (?, ?)';

/** Notes that an event belongs to the history of a task. */
export function insertTaskEvent(db: Writer, taskSeq: number, seq: number): void {
  db.run(INSERT, taskSeq, seq);
}

/** The newest payloads of a task's history, oldest first. */
export function readTaskEvents(
  db: Reader,
  taskSeq: number,
  limit: number,
): { readonly seq: number; readonly payload: string }[] {
  return db
    .all<{ seq: number; payload: string }>(
      `SELECT e.seq, e.payload FROM task_event h JOIN event e ON e.seq = h.seq WHERE h.task_seq = ?
       ORDER BY h.seq DESC LIMIT ?`,
      taskSeq,
      limit,
    )
    .toReversed();
}

export function deleteTaskEventsOf(db: Writer, taskSeq: number): void {
  db.run('DELETE FROM task_event WHERE task_seq = ?', taskSeq);
}
