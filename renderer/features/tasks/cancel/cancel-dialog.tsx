import { act } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/dialog.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { type Cancellable, cancelSentences, resultText } from './cancel-model.ts';
import { useCancelStore } from './cancel-store.ts';
import { submitAgain } from './submit-again.ts';

/** More than these are not brought back by one press. */
const undoable = 20;

async function cancel(tasks: readonly Cancellable[]): Promise<void> {
  const done = await act('tasks.cancel', { taskIds: tasks.map((task) => task.id) });
  if (done === null) return;
  const words = resultText('cancelled', done, (id) => tasks.find((task) => task.id === id)?.title ?? id);
  const kept = new Set<string>([...done.waiting, ...done.refused.map((one) => one.taskId)]);
  const gone = tasks.filter((task) => !kept.has(task.id));
  showToast({
    kind: done.refused.length > 0 ? 'problem' : done.waiting.length > 0 ? 'info' : 'done',
    text: tasks.length === 1 && gone.length === 1 ? `“${gone[0]?.title ?? ''}” is cancelled.` : words.text,
    detail: words.detail,
    action:
      gone.length === 0 || gone.length > undoable
        ? undefined
        : { label: 'Submit again', run: () => void submitAgain(gone.map((task) => task.id)) },
  });
}

/** Asks before work is stopped, and says what that stops. */
export function CancelDialog() {
  const { tasks, ask } = useCancelStore();
  const [only] = tasks;
  return (
    <ConfirmDialog
      title={
        tasks.length === 1 && only !== undefined
          ? `Cancel “${only.title}”?`
          : `Cancel ${formatCount(tasks.length, 'task')}?`
      }
      isOpen={tasks.length > 0}
      onClose={() => ask([])}
      confirm={tasks.length === 1 ? 'Cancel the task' : 'Cancel them'}
      dismiss={tasks.length === 1 ? 'Keep it' : 'Keep them'}
      danger
      onConfirm={() => void cancel(tasks)}
    >
      {tasks.length === 0 ? null : cancelSentences(tasks).map((sentence) => <p key={sentence}>{sentence}</p>)}
    </ConfirmDialog>
  );
}
