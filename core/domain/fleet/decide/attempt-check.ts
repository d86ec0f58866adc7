import { fail, ok, type Result } from '../../../kernel/result.ts';
import { type HeldTask, isHeld } from '../attempts/ending.ts';
import type { AttemptRef } from '../commands.ts';
import type { Agent, FleetState } from '../state.ts';

export interface Current {
  readonly agent: Agent;
  readonly task: HeldTask;
}

/**
 * The fence in front of every message of an attempt: only the agent that holds the task now, in this attempt, is
 * heard. Anything else is stale and must be dropped by its sender.
 */
export function currentAttempt(state: FleetState, ref: AttemptRef): Result<Current> {
  const agent = state.agents.get(ref.agentId);
  if (agent === undefined)
    return fail('agent.not-found', `The hub knows no agent ${ref.agentId}. Nothing was changed.`, {
      agentId: ref.agentId,
    });
  const task = state.tasks.get(ref.taskId);
  const facts = { taskId: ref.taskId, generation: ref.generation, current: task?.generation ?? null };
  if (task === undefined || !isHeld(task) || task.agentId !== agent.id || task.generation !== ref.generation)
    return fail(
      'attempt.stale',
      `Attempt ${ref.generation} of task ${ref.taskId} is not ${agent.name}'s to report on any more. Nothing was changed; drop it.`,
      facts,
    );
  if (!agent.connected)
    return fail(
      'agent.offline',
      `${agent.name} counts as away. Nothing was changed; connect again, and say it again.`,
      { agentId: agent.id, taskId: task.id },
      true,
    );
  return ok({ agent, task });
}

/** The same, and the agent has accepted it. */
export function acceptedAttempt(state: FleetState, ref: AttemptRef): Result<Current> {
  const current = currentAttempt(state, ref);
  if (!current.ok || current.value.task.status === 'working') return current;
  return fail(
    'attempt.not-accepted',
    `Attempt ${ref.generation} of task ${ref.taskId} was not accepted yet. Nothing was changed; accept it first.`,
    { taskId: ref.taskId, generation: ref.generation },
  );
}

/** The parts that every event of an attempt has. */
export function attemptOf(
  task: HeldTask,
): Pick<HeldTask, 'generation' | 'agentId'> & { taskId: HeldTask['id'] } {
  return { taskId: task.id, generation: task.generation, agentId: task.agentId };
}
