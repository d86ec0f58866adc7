import type { TaskId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';

export interface TaskNote {
  readonly percent: number | null;
  readonly note: string;
  /** Of the latest verification run. */
  readonly verified: boolean | null;
  /** Why the last attempt that ended did so. */
  readonly error: string | null;
}

/** What the attempts of each open task said last; tasks that nobody tried yet are left out. */
export function openTaskNotes(read: Reader, hubN: number): Map<TaskId, TaskNote> {
  const rows = read.all<{
    id: TaskId;
    isHeld: 0 | 1;
    percent: number | null;
    note: string;
    verified: 0 | 1 | null;
    error: string | null;
  }>(
    `SELECT t.id, t.status <> 'queued' AS isHeld, a.percent, a.note, a.verified,
       (SELECT e.error FROM attempt e WHERE e.task_seq = t.seq AND e.outcome = 'ended' AND e.generation > t.fresh_from
        ORDER BY e.generation DESC LIMIT 1) AS error
     FROM task t JOIN attempt a ON a.task_seq = t.seq AND a.generation = t.generation
     WHERE t.hub_n = ? AND t.status IN ('queued', 'assigned', 'working') AND t.generation > t.fresh_from`,
    hubN,
  );
  return new Map(
    rows.map(({ id, isHeld, percent, note, verified, error }) => {
      const isVerified = verified === null ? null : verified === 1;
      return [
        id,
        isHeld === 1
          ? { percent, note, verified: isVerified, error }
          : { percent: null, note: '', verified: null, error },
      ];
    }),
  );
}

export function countDeadLetters(read: Reader, hubN: number): number {
  return (
    read.value<number>("SELECT count(*) FROM task WHERE status = 'dead-letter' AND hub_n = ?", hubN) ?? 0
  );
}
