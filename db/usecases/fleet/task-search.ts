import { taskTitle } from '../../../core/domain/fleet/tasks/task-title.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import type { Reader } from '../../handle.ts';
import { submittedEvent } from '../../readers/fleet/stored-events.ts';
import { readFingerprint, writeFingerprint } from '../../tables/derived.ts';
import { tasksAfter } from '../../tables/fleet/task.ts';
import { indexTask, TASKS_INDEXED } from '../../tables/search.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

const AT_ONCE = 100;

/**
 * Indexes the next tasks for search, at most 100 in one small transaction; `done` when none is left. Where a process
 * was killed, the next call continues. Not part of accepting tasks, because a word index costs several times the task
 * itself.
 */
export function indexNewTasks(db: WorkspaceDb): Result<{ readonly done: boolean }> {
  if (newTasks(db.read).length === 0) return ok({ done: true });
  return db.write('normal', (tx) => {
    const seqs = newTasks(tx.db);
    for (const seq of seqs) {
      const spec = submittedEvent(tx.db, seq)?.spec;
      if (spec === undefined) continue;
      indexTask(tx.db, seq, taskTitle(spec.description), `${spec.description}\n${spec.notes}`);
    }
    writeFingerprint(tx.db, TASKS_INDEXED, String(seqs.at(-1) ?? 0));
    // A list that is narrowed by words has more rows now.
    tx.changes.touch('tasks');
    return ok({ done: seqs.length < AT_ONCE });
  });
}

function newTasks(read: Reader): number[] {
  return tasksAfter(read, Number(readFingerprint(read, TASKS_INDEXED) ?? 0), AT_ONCE);
}
