import type { Failure } from '../../core/kernel/result.ts';
import { showToast } from '../ui/feedback/toast.tsx';
import { explain } from './failure-messages.ts';

/** Tells the person about a refusal in a toast: what happened, what is kept, what to do. */
export function showFailure(failure: Failure, kind: 'problem' | 'info' = 'problem'): void {
  const { what, kept, next } = explain(failure);
  const detail = [kept, next].filter((part) => part !== undefined).join(' ');
  showToast({ kind, text: what, detail: detail === '' ? undefined : detail });
}
