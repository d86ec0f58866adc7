import type { OutputOf } from '../../../../core/contract/index.ts';
import type { TaskRow } from '../../../../core/domain/fleet/rows/task-rows.ts';

export type Requeued = OutputOf<'tasks.requeue'>;
export type DeadLetter = Pick<TaskRow, 'id' | 'title' | 'deadline' | 'endReason'>;

/** With its deadline it would be refused. */
export const isLate = ({ deadline, endReason }: DeadLetter, now: number): boolean =>
  endReason === 'deadline' || (deadline !== null && deadline <= now);

/** One request for those that keep their deadlines, one for those that come back without. */
export function requeueRequests(
  tasks: readonly DeadLetter[],
  now: number,
): readonly { readonly taskIds: DeadLetter['id'][]; readonly deadline?: null }[] {
  const ids = (late: boolean) => tasks.filter((task) => isLate(task, now) === late).map(({ id }) => id);
  return [{ taskIds: ids(false) }, { taskIds: ids(true), deadline: null }].filter(
    ({ taskIds }) => taskIds.length > 0,
  );
}

/** Several answers as one. */
export function joinAnswers(answers: readonly Requeued[]): Requeued {
  return {
    done: answers.reduce((sum, { done }) => sum + done, 0),
    waiting: answers.flatMap(({ waiting }) => waiting),
    refused: answers.flatMap(({ refused }) => refused),
  };
}

/** What a button for these would do. */
export function requeueLabel(tasks: readonly DeadLetter[], now: number): string {
  const late = tasks.filter((task) => isLate(task, now)).length;
  if (tasks.length === 0) return 'Requeue';
  if (late === 0) return `Requeue ${tasks.length}`;
  if (late < tasks.length)
    return `Requeue ${tasks.length}, ${late} without ${late === 1 ? 'its' : 'their'} deadline`;
  return tasks.length === 1
    ? 'Requeue 1 without its deadline'
    : `Requeue ${tasks.length} without their deadlines`;
}
