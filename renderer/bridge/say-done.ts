import { showToast, type ToastSpec } from '../ui/feedback/toast.tsx';
import { readableDates } from './readable-dates.ts';

/** `waits`: why its file does not hold it yet; `merged`: what stands there now may not be what was meant. */
interface Done {
  readonly summary: string;
  readonly waits?: string | null;
  readonly merged?: boolean;
}

/** What the engine says of an act it did; nothing where the act was refused, which has been said already. */
export function sayDone(done: Done | null, action?: ToastSpec['action']): void {
  if (done === null) return;
  const kind = done.waits == null && done.merged !== true ? 'done' : 'problem';
  showToast({ kind, text: readableDates(done.summary), action });
}
