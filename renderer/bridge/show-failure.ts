import type { Failure } from '../../core/kernel/result.ts';
import { showToast } from '../ui/feedback/toast.tsx';
import { explain } from './failure-messages.ts';

/** What the person asked for themselves, or what nothing is wrong with, is no problem. */
const expected: ReadonlySet<string> = new Set(['job.cancelled', 'undo.nothing']);

/** Tells the person about a refusal in a toast: what happened, what is kept, what to do. */
export function showFailure(failure: Failure): void {
  const { what, kept, next } = explain(failure);
  const detail = [kept, next].filter((part) => part !== undefined).join(' ');
  showToast({
    kind: expected.has(failure.code) ? 'info' : 'problem',
    text: what,
    detail: detail === '' ? undefined : detail,
  });
}
