import { notConfirmedYet } from '../not-confirmed-yet.ts';
import { type DeadLetter, isLate, type Requeued } from '../requeue/requeue-model.ts';

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
  tasks: readonly DeadLetter[],
  answer: Requeued,
  now: number,
): readonly BulkActionResult[] {
  const open = new Map<string, string>([
    ...answer.refused.map((one): [string, string] => [one.taskId, one.message]),
    ...answer.waiting.map((id): [string, string] => [id, notConfirmedYet]),
  ]);
  return tasks
    .map((task) => {
      const { id, title } = task;
      const reason = open.get(id);
      const without = action === 'requeue' && isLate(task, now) ? ', without its deadline' : '';
      return { id, title, ok: reason === undefined, words: reason ?? `${done[action]}${without}` };
    })
    .toSorted((a, b) => Number(a.ok) - Number(b.ok));
}
