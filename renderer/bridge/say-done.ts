import { showToast, type ToastSpec } from '../ui/feedback/toast.tsx';
import { readableDates } from './readable-dates.ts';

/** What the engine says of an act it did; nothing where the act was refused, which has been said already. */
export function sayDone(done: { readonly summary: string } | null, action?: ToastSpec['action']): void {
  if (done !== null) showToast({ kind: 'done', text: readableDates(done.summary), action });
}
