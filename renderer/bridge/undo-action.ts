import { showToast, type ToastSpec } from '../ui/feedback/toast.tsx';
import { caps } from '../ui/keys/platform.ts';
import { call } from './client.ts';
import { readableDates } from './readable-dates.ts';
import { showFailure } from './show-failure.ts';

/** Offers to take exactly this step back, also when others were made since. */
export function undoAction(step: number | null): ToastSpec['action'] {
  if (step === null) return undefined;
  return { label: 'Undo', keys: caps('$mod+z').join(' '), run: () => void undo(step) };
}

async function undo(step: number): Promise<void> {
  const answer = await call('trackers.undo', { trackerId: null, steps: [step] });
  if (!answer.ok) {
    showFailure(answer.error);
    return;
  }
  const { summary, waits } = answer.value;
  showToast({ kind: waits === null ? 'info' : 'problem', text: readableDates(summary) });
}
