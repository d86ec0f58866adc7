import { showToast, type ToastSpec } from '../ui/feedback/toast.tsx';
import { call } from './client.ts';
import { readableDates } from './readable-dates.ts';
import { showFailure } from './show-failure.ts';

/** Offers to take exactly this step back, also when others were made since: then undo's key means another one. */
export function undoAction(step: number | null): ToastSpec['action'] {
  if (step === null) return undefined;
  return { label: 'Undo', run: () => void undo(step) };
}

async function undo(step: number): Promise<void> {
  const answer = await call('trackers.undo', { trackerId: null, steps: [step] });
  if (answer.ok) showToast({ kind: 'info', text: readableDates(answer.value.summary) });
  else showFailure(answer.error);
}
