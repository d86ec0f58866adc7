import type { Moment } from '../../../kernel/clock.ts';
import { ProposalId } from '../../../kernel/ids.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { endAndFree, type HeldTask, workedMs } from '../attempts/ending.ts';
import { moved } from '../attempts/moves.ts';
import type { FleetCommandOf, Transcript } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import { byAgent } from '../initiators.ts';
import { latestSpent } from '../money/spending.ts';
import type { FleetState } from '../state.ts';
import { acceptedAttempt, attemptOf, type Current } from './attempt-check.ts';

type Events = Result<readonly FleetEvent[]>;

/**
 * A completion is accepted even when it used up the budget: the work is done. The exception is a task
 * that names verification steps and was not verified: that is a failed verification, whatever the agent calls it.
 */
export function completeTask(
  state: FleetState,
  command: FleetCommandOf<'task.complete'>,
  at: Moment,
): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  const { result, transcript } = command;
  const spent = latestSpent(task.spentNow, command.spent);
  if (task.spec.verification.length > 0 && result.verified !== true) {
    const error = 'Reported as complete, but its verification steps have not passed.';
    const ending = { by: byAgent(agent), reason: 'verification', error, spent } as const;
    return ok([...printed(task, transcript, at), ...endAndFree(state, task, ending, at)]);
  }
  return ok([
    ...printed(task, transcript, at),
    {
      type: 'task.completed',
      at: at.wall,
      ...attemptOf(task),
      result,
      spent,
      workedMs: workedMs(task, at),
    },
    moved(agent, agent.state, 'idle', 'completed', task.id, at),
    ...proposal(current.value, result.verified, at),
  ]);
}

/** At most one for a task, as it is completed once: so the task's id names it. Sample tasks propose nothing. */
function proposal({ agent, task }: Current, isVerified: boolean | null, at: Moment): FleetEvent[] {
  const { link } = task.spec;
  if (isVerified !== true || task.sample || link === null || link.statusWhenDone === null) return [];
  return [
    {
      type: 'proposal.made',
      at: at.wall,
      proposalId: ProposalId.parse(`pr_${task.id.slice(task.id.indexOf('_') + 1)}`),
      taskId: task.id,
      generation: task.generation,
      agentId: agent.id,
      link,
    },
  ];
}

export function failTask(state: FleetState, command: FleetCommandOf<'task.fail'>, at: Moment): Events {
  const current = acceptedAttempt(state, command);
  if (!current.ok) return current;
  const { agent, task } = current.value;
  const { reason, error, retryable } = command;
  const spent = latestSpent(task.spentNow, command.spent);
  const ending = { by: byAgent(agent), reason, error, spent, retryable };
  return ok([...printed(task, command.transcript, at), ...endAndFree(state, task, ending, at)]);
}

/** Nothing printed leaves no event. Comes first, while the attempt still runs. */
function printed(task: HeldTask, transcript: Transcript, at: Moment): FleetEvent[] {
  const { lines, cutLines, cutBytes } = transcript;
  if (lines.length === 0 && cutLines === 0 && cutBytes === 0) return [];
  return [
    { type: 'task.transcript', at: at.wall, ...attemptOf(task), lines: [...lines], cutLines, cutBytes },
  ];
}
