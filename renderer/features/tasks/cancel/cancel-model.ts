import type { OutputOf, RowOf } from '../../../../core/contract/index.ts';
import { formatCount } from '../../../ui/text/format.ts';
import { notConfirmedYet } from '../not-confirmed-yet.ts';

export type Cancellable = Pick<
  RowOf<'tasks.queue'>,
  'id' | 'title' | 'status' | 'agentName' | 'generation' | 'percent'
>;

/** Open tasks only: what ended has nothing left to cancel. */
export function openOnes(tasks: readonly Cancellable[]): readonly Cancellable[] {
  return tasks.filter(
    (task) => task.status === 'queued' || task.status === 'assigned' || task.status === 'working',
  );
}

/** What a cancellation stops and what stays, before it is confirmed. */
export function cancelSentences(tasks: readonly Cancellable[]): readonly string[] {
  const running = tasks.filter((task) => task.status !== 'queued');
  const waiting = tasks.length - running.length;
  const kept = 'Its history and what was spent on it stay.';
  const [only] = tasks;
  if (tasks.length === 1 && only !== undefined) {
    if (only.status === 'queued') return ['It is taken out of the queue and nobody works on it.', kept];
    const done = only.percent === null ? '' : ` at ${Math.round(only.percent)} %`;
    return [
      `Attempt ${only.generation} on ${only.agentName ?? 'its agent'} is stopped${done}; what it wrote so far stays in its workspace there.`,
      kept,
    ];
  }
  return [
    [
      waiting === 0
        ? null
        : `${formatCount(waiting, 'waiting task')} ${waiting === 1 ? 'is' : 'are'} taken out of the queue`,
      running.length === 0
        ? null
        : `${formatCount(running.length, 'attempt')} ${running.length === 1 ? 'is' : 'are'} stopped (${running
            .slice(0, 5)
            .map((task) => `${task.title} on ${task.agentName ?? 'its agent'}`)
            .join('; ')}${running.length > 5 ? `; and ${running.length - 5} more` : ''})`,
    ]
      .filter((part) => part !== null)
      .join(', ')
      .concat('.'),
    'Their history and what was spent on them stay.',
  ];
}

/** What came of it: counts, then each that was refused or is not confirmed, with its task. */
export function resultText(
  verb: string,
  done: OutputOf<'tasks.cancel'>,
  titleOf: (taskId: string) => string,
): { readonly text: string; readonly detail: string | undefined } {
  const open = [
    ...done.refused.map((one) => `${titleOf(one.taskId)}: ${one.message}`),
    ...done.waiting.map((id) => `${titleOf(id)}: ${notConfirmedYet}`),
  ];
  const counts = [
    `${formatCount(done.done, 'task')} ${verb}`,
    ...(done.refused.length === 0 ? [] : [`${done.refused.length} not`]),
    ...(done.waiting.length === 0 ? [] : [`${done.waiting.length} not confirmed yet`]),
  ];
  return {
    text: `${counts.join(', ')}.`,
    detail:
      open.length === 0
        ? undefined
        : `${open.slice(0, 3).join(' ')}${open.length > 3 ? ` And ${open.length - 3} more.` : ''}`,
  };
}
