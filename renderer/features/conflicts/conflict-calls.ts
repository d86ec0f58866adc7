import { act } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import type { Conflict, Keep } from './conflicts-model.ts';

export async function reopen(conflict: Conflict): Promise<void> {
  const done = await act('conflicts.reopen', { conflictId: conflict.id });
  if (done !== null) showToast({ kind: 'info', text: done.summary });
}

/** Settles a conflict; true when the file says the chosen value now. */
export async function decide(conflict: Conflict, keep: Keep): Promise<boolean> {
  const done = await act('conflicts.resolve', { conflictId: conflict.id, keep });
  if (done === null) return false;
  showToast({
    kind: 'done',
    text: done.summary,
    action: { label: 'Undo', keys: 'u', run: () => void reopen(conflict) },
  });
  return true;
}
