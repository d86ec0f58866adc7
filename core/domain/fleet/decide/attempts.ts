import type { Moment } from '../../../kernel/clock.ts';
import { fail, ok, type Result } from '../../../kernel/result.ts';
import { endAndFree, workedMs } from '../attempts/ending.ts';
import { moved } from '../attempts/moves.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import { byAgent, byHub } from '../initiators.ts';
import { budgetOf, budgetReached, latestSpent, sameSpent } from '../money/spending.ts';
import type { FleetState } from '../state.ts';
import { acceptedAttempt, attemptOf, currentAttempt } from './attempt-check.ts';

type Events = Result<readonly FleetEvent[]>;

export function accept(state: FleetState, command: FleetCommandOf<'task.accept'>, at: Moment): Events {
  const current = currentAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  if (task.status === 'working') return ok([]);
  return ok([
    { type: 'task.accepted', at: at.wall, ...attemptOf(task) },
    moved(agent, agent.state, 'working', 'accepted', task.id, at),
  ]);
}

/** The agent declines an offer: not a failure of the work, but limited like a lost agent, and followed by a pause. */
export function decline(state: FleetState, command: FleetCommandOf<'task.decline'>, at: Moment): Events {
  const current = currentAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  if (task.status === 'working')
    return fail(
      'attempt.accepted',
      `Attempt ${task.generation} of task ${task.id} was accepted and can't be declined any more. Nothing was changed; report a failure instead.`,
      { taskId: task.id, generation: task.generation },
    );
  const error = `${agent.name} declined: ${command.reason || 'no reason given'}`;
  return ok(endAndFree(state, task, { by: byAgent(agent), reason: 'declined', error }, at));
}

/** Leaves an event when something is new; what was used is checked against the budget either way. */
export function progress(state: FleetState, command: FleetCommandOf<'task.progress'>, at: Moment): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { task } = current.value;
  const spent = latestSpent(task.spentNow, command.spent);
  const events: FleetEvent[] = [];
  const same =
    task.percent === command.percent && task.note === command.note && sameSpent(task.spentNow, spent);
  if (!same) {
    const { percent, note } = command;
    events.push({ type: 'task.progressed', at: at.wall, ...attemptOf(task), percent, note, spent });
  }
  const used = budgetReached(
    budgetOf(task, state.settings),
    [task.spentBefore, spent],
    task.workedBeforeMs + workedMs(task, at),
    state.settings.unknownCost,
  );
  if (used !== null)
    events.push(...endAndFree(state, task, { by: byHub, reason: 'budget', error: used, spent }, at));
  return ok(events);
}

export function block(state: FleetState, command: FleetCommandOf<'task.block'>, at: Moment): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  if (task.blocked === command.reason) return ok([]);
  const blocked: FleetEvent = {
    type: 'task.blocked',
    at: at.wall,
    ...attemptOf(task),
    reason: command.reason,
  };
  if (agent.state === 'blocked') return ok([blocked]);
  return ok([blocked, moved(agent, agent.state, 'blocked', command.reason || 'blocked', task.id, at)]);
}

export function unblock(state: FleetState, command: FleetCommandOf<'task.unblock'>, at: Moment): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  if (task.blocked === null) return ok([]);
  return ok([
    { type: 'task.unblocked', at: at.wall, ...attemptOf(task) },
    moved(agent, agent.state, 'working', 'goes on', task.id, at),
  ]);
}

export function verified(state: FleetState, command: FleetCommandOf<'task.verified'>, at: Moment): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { task } = current.value;
  return ok([{ type: 'task.verified', at: at.wall, ...attemptOf(task), report: command.report }]);
}

/** Answers, and changes nothing. */
export function holds(state: FleetState, command: FleetCommandOf<'task.holds'>): Events {
  const current = acceptedAttempt(state, command);
  return current.ok ? ok([]) : current;
}
