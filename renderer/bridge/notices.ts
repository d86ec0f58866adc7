import type { Failure } from '../../core/kernel/result.ts';
import { explain } from './words.ts';

/** A short message that comes and goes by itself; the frame shows it as a toast. */
export interface Notice {
  readonly tone: 'plain' | 'refused';
  /** What happened. */
  readonly title: string;
  /** What is kept and what to do, when there is more to say. */
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const listeners = new Set<(notice: Notice) => void>();

/** Says something to the person. Nobody listening is fine: the message was only ever a courtesy. */
export function tell(notice: Notice): void {
  for (const listener of listeners) listener(notice);
}

export function tellFailure(failure: Failure): void {
  const words = explain(failure);
  tell({ tone: 'refused', title: words.what, detail: `${words.kept} ${words.next}` });
}

export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
