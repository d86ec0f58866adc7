import type { OutputOf } from '../../../../core/contract/index.ts';
import { notConfirmedYet } from '../not-confirmed-yet.ts';

export type BulkAction = 'requeue' | 'cancel';

/** The outcome for one task of a bulk action; kept beside the table until the next one. */
export interface BulkActionResult {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  readonly words: string;
}

const done: Readonly<Record<BulkAction, string>> = { requeue: 'back in the queue', cancel: 'cancelled' };

/** The result of each task, those not done first. */
export function bulkActionResults(
  action: BulkAction,
  tasks: readonly { readonly id: string; readonly title: string }[],
  answer: OutputOf<'tasks.requeue'>,
): readonly BulkActionResult[] {
  const open = new Map<string, string>([
    ...answer.refused.map((one): [string, string] => [one.taskId, one.message]),
    ...answer.waiting.map((id): [string, string] => [id, notConfirmedYet]),
  ]);
  return tasks
    .map(({ id, title }) => {
      const reason = open.get(id);
      return { id, title, ok: reason === undefined, words: reason ?? done[action] };
    })
    .toSorted((a, b) => Number(a.ok) - Number(b.ok));
}
