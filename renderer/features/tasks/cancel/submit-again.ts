import type { RowOf } from '../../../../core/contract/index.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { client } from '../../../bridge/client.ts';
import { act } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { formatCount } from '../../../ui/text/format.ts';

/** Reads a task once; null when there is no such task or the engine is away. */
function loadTask(taskId: TaskId): Promise<RowOf<'tasks.one'> | null> {
  return new Promise((resolve) => {
    let stop = () => {};
    let settled = false;
    stop = client().watch('tasks.one', { taskId }, (state) => {
      if (settled || state.phase === 'loading') return;
      settled = true;
      resolve(state.rows[0] ?? null);
      stop();
    });
    // The first state may come before `watch` returned.
    if (settled) stop();
  });
}

/**
 * The same tasks as new ones. A cancelled task stays cancelled, so this is how a cancellation is taken back; the key
 * makes a second press harmless.
 */
export async function submitAgain(taskIds: readonly TaskId[]): Promise<void> {
  let queued = 0;
  for (const taskId of taskIds) {
    const task = await loadTask(taskId);
    if (task === null) continue;
    const done = await act('tasks.submit', { task: task.spec, clientKey: `again-${taskId}` });
    if (done !== null) queued += 1;
  }
  if (queued > 0) showToast({ kind: 'done', text: `${formatCount(queued, 'task')} queued again, as new.` });
}
