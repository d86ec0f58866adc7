import { create } from 'zustand';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { type Cancellable, openOnes } from './cancel-model.ts';

interface CancelStore {
  readonly tasks: readonly Cancellable[];
  readonly ask: (tasks: readonly Cancellable[]) => void;
}

/** The tasks somebody wants to cancel; the dialog that asks stands above every screen of tasks. */
export const useCancelStore = create<CancelStore>()((set) => ({
  tasks: [],
  ask: (tasks) => set({ tasks }),
}));

/** What one call takes. */
const maxTasks = 500;

export function askToCancel(tasks: readonly Cancellable[]): void {
  const open = openOnes(tasks);
  if (open.length === 0) {
    showToast({ kind: 'info', text: 'Nothing to cancel: it ended already.' });
    return;
  }
  if (open.length > maxTasks) {
    showToast({
      kind: 'problem',
      text: `At most ${maxTasks} tasks are cancelled at once.`,
      detail: 'Select fewer.',
    });
    return;
  }
  useCancelStore.getState().ask(open);
}
