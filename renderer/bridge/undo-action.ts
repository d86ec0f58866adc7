import type { Failure } from '../../core/kernel/result.ts';
import { showToast, type ToastSpec } from '../ui/feedback/toast.tsx';
import { call } from './client.ts';
import { readableDates } from './readable-dates.ts';
import { showFailure } from './show-failure.ts';

/** Offers to take exactly these steps back, also when others were made since: then undo's key means another one. */
export function undoAction(done: readonly number[] | number | null): ToastSpec['action'] {
  const steps = [done ?? []].flat();
  return steps.length === 0 ? undefined : { label: 'Undo', run: () => void undo(steps) };
}

/** The newest first; what can't be taken back is said, and the others are. */
async function undo(steps: readonly number[]): Promise<void> {
  const told: string[] = [];
  const refused: Failure[] = [];
  let waits = false;
  for (const step of steps.toReversed()) {
    const answer = await call('trackers.undo', { trackerId: null, steps: [step] });
    if (!answer.ok) {
      refused.push(answer.error);
      continue;
    }
    told.push(readableDates(answer.value.summary));
    waits ||= answer.value.waits !== null;
  }
  const [only] = told;
  const kind = waits ? 'problem' : 'info';
  if (only !== undefined)
    showToast({ kind, text: told.length === 1 ? only : `${told.length} steps taken back.` });
  for (const failure of refused) showFailure(failure);
}
