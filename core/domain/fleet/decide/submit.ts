import type { Moment } from '../../../kernel/clock.ts';
import type { TaskId } from '../../../kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../kernel/result.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import type { FleetState } from '../state.ts';
import { inferComplexity } from '../tasks/complexity.ts';
import { isEnded, type TaskSpec } from '../tasks/task.ts';

type Refusal = { readonly ok: false; readonly error: Failure };

export function submit(
  state: FleetState,
  command: FleetCommandOf<'task.submit'>,
  at: Moment,
): Result<readonly FleetEvent[]> {
  const { by, taskId, clientKey, spec, sample } = command;
  if (state.tasks.has(taskId))
    return fail('task.exists', `There is a task ${taskId} already. Nothing was changed.`, { taskId });
  const waitsFor = openDependencies(state, command);
  if (!waitsFor.ok) return waitsFor;
  const refused = refusedNow(state, spec, at);
  if (refused !== null) return refused;
  const complexity = inferComplexity(spec);
  return ok([
    {
      type: 'task.submitted',
      at: at.wall,
      by,
      taskId,
      clientKey,
      spec,
      complexity,
      sample,
      rank: state.lastRank + 1,
      waitsFor: waitsFor.value,
    },
  ]);
}

/** What keeps a task from ever being carried out as it stands: asked when it comes in, and when it comes back. */
export function refusedNow(state: FleetState, spec: TaskSpec, at: Moment): Refusal | null {
  const { agentId, repositoryId, deadline } = spec;
  if (agentId !== null && !state.agents.has(agentId))
    return fail('task.unknown-agent', `There is no agent ${agentId} to give it to. Nothing was queued.`, {
      agentId,
    });
  if (repositoryId !== null && !state.repositories.has(repositoryId))
    return fail('task.unknown-repository', `There is no repository ${repositoryId}. Nothing was queued.`, {
      repositoryId,
    });
  if (deadline !== null && deadline <= at.wall)
    return fail('task.deadline-passed', 'Its deadline has passed. Nothing was queued; set a later one.', {
      deadline,
    });
  return null;
}

/**
 * Dependencies that are not completed. One that was cancelled or is a dead letter is waited for all the same: a dead
 * letter may be requeued, and a person sees why the task waits.
 */
function openDependencies(
  state: FleetState,
  { spec, taskId, dependencies }: FleetCommandOf<'task.submit'>,
): Result<TaskId[]> {
  const open: TaskId[] = [];
  for (const dependency of new Set(spec.dependsOn)) {
    const status = state.tasks.get(dependency)?.status ?? dependencies.get(dependency) ?? null;
    if (status === null || dependency === taskId)
      return fail(
        'task.unknown-dependency',
        `It depends on ${dependency}, which nobody submitted. Nothing was queued.`,
        { taskId: dependency },
      );
    if (!isEnded(status) && !state.tasks.has(dependency))
      return fail(
        'task.dependency-moved',
        `Its dependency ${dependency} ended at this very moment. Nothing was queued; submit it again.`,
        { taskId: dependency },
        true,
      );
    if (status !== 'completed') open.push(dependency);
  }
  return ok(open);
}
