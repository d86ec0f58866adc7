import type { Moment } from '../../../kernel/clock.ts';
import type { TaskId } from '../../../kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../kernel/result.ts';
import { endAndFree, isHeld } from '../attempts/ending.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import type { FleetState } from '../state.ts';
import { byRank, ranksFor } from '../tasks/ranks.ts';
import { isEnded } from '../tasks/task.ts';
import { refusedNow } from './submit.ts';

type Events = Result<readonly FleetEvent[]>;
type Refusal = { readonly ok: false; readonly error: Failure };

const unknownTask = (taskId: TaskId): Refusal =>
  fail('task.not-found', `There is no task ${taskId}. Nothing was changed.`, { taskId });

const notQueued = (taskId: TaskId, status: string): Refusal =>
  fail('task.not-queued', `Task ${taskId} is not waiting in that lane (${status}). Nothing was changed.`, {
    taskId,
    status,
  });

export function rankTask(state: FleetState, command: FleetCommandOf<'task.rank'>, at: Moment): Events {
  const { by, taskId, lane, before } = command;
  const task = state.tasks.get(taskId);
  if (task === undefined) return unknownTask(taskId);
  if (task.status !== 'queued') return notQueued(taskId, task.status);
  if (before === taskId) return ok([]);
  const others = [...state.tasks.values()]
    .filter((one) => one.lane === lane && one.status === 'queued' && one.id !== taskId)
    .toSorted(byRank);
  const ranks = ranksFor(task, others, before, state.lastRank);
  if (ranks === undefined)
    return notQueued(before ?? taskId, state.tasks.get(before ?? taskId)?.status ?? 'ended');
  if (ranks.length === 0 && task.lane !== lane)
    return ok([{ type: 'task.ranked', at: at.wall, by, taskId, lane, rank: task.rank }]);
  return ok(
    ranks.map(({ one, rank }) => ({ type: 'task.ranked', at: at.wall, by, taskId: one.id, lane, rank })),
  );
}

/**
 * Cancelling twice is harmless; a dead letter is given up for good; whatever ended otherwise stays as it is. A task that
 * was open when it was looked up and is not any more has to be looked up again.
 */
export function cancel(state: FleetState, command: FleetCommandOf<'task.cancel'>, at: Moment): Events {
  const { by, taskId, status } = command;
  const task = state.tasks.get(taskId);
  const error = `Cancelled by ${by.name}.`;
  if (task === undefined && status !== 'dead-letter') {
    if (status === 'cancelled') return ok([]);
    if (status === null) return unknownTask(taskId);
    if (!isEnded(status))
      return fail(
        'task.just-ended',
        `Task ${taskId} ended while this was asked. Nothing was changed; see how it ended.`,
        { taskId },
        true,
      );
    return fail('task.final', `Task ${taskId} has ended (${status}). Nothing was changed.`, {
      taskId,
      status,
    });
  }
  if (task !== undefined && isHeld(task))
    return ok(endAndFree(state, task, { by, reason: 'cancelled', error }, at));
  return ok([
    { type: 'task.ended', at: at.wall, by, taskId, reason: 'cancelled', error, status: 'cancelled' },
  ]);
}

/** A dead letter back into its lane, at the end, with all counters reset. */
export function requeue(state: FleetState, command: FleetCommandOf<'task.requeue'>, at: Moment): Events {
  const { by, taskId, found, deadline } = command;
  const open = state.tasks.get(taskId);
  const status = open?.status ?? command.status;
  if (open === undefined && found === null && status === null) return unknownTask(taskId);
  if (open !== undefined || found === null)
    return fail(
      'task.not-dead',
      `Task ${taskId} is no dead letter (${status}), and only those can be requeued. Nothing was changed; to do it again, submit it anew.`,
      {
        taskId,
        status,
      },
    );
  const spec = deadline === undefined ? found.spec : { ...found.spec, deadline };
  const refused = refusedNow(state, spec, at);
  if (refused !== null) return notAgain(refused.error);
  return ok([
    {
      type: 'task.requeued',
      at: at.wall,
      by,
      taskId,
      rank: state.lastRank + 1,
      lane: found.lane,
      spec,
      complexity: found.complexity,
      submitter: found.submitter,
      submittedAt: found.submittedAt,
      sample: found.sample,
      generation: found.generation,
      waitsFor: [...found.waitsFor],
      keptBy: found.keptBy,
    },
  ]);
}

const whyNotAgain = new Map([
  [
    'task.unknown-agent',
    'The only agent it may go to was removed. Nothing was queued; submit it as a new task, for another agent or for any.',
  ],
  [
    'task.unknown-repository',
    'Its repository was removed. Nothing was queued; add the repository again and submit this as a new task.',
  ],
  [
    'task.deadline-passed',
    'Its deadline has passed. Nothing was queued; requeue it with a later one, or with none.',
  ],
]);

/** What a new task would be refused for, in words for one that its submitter may have forgotten. */
const notAgain = ({ code, message, facts }: Failure): Refusal =>
  fail(code, whyNotAgain.get(code) ?? message, facts);
