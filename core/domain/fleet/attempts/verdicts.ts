import type { AgentId, TaskId } from '../../../kernel/ids.ts';
import type { AttemptRef } from '../commands.ts';
import type { FleetFacts } from '../fleet-view.ts';
import type { OpenTask } from '../state.ts';

interface Held {
  readonly taskId: TaskId;
  readonly generation: number;
}

/** The task, where this agent holds it in exactly this attempt. */
export function heldIn<Task extends Readonly<OpenTask>>(
  { tasks }: { readonly tasks: ReadonlyMap<TaskId, Task> },
  { agentId, taskId, generation }: AttemptRef,
): Task | null {
  const task = tasks.get(taskId);
  return task?.agentId === agentId && task.generation === generation ? task : null;
}

/** What an agent that came back is told of each attempt it says it still holds, in its order. */
export function verdicts(
  state: FleetFacts,
  agentId: AgentId,
  holding: readonly Held[],
): readonly (Held & { readonly verdict: 'continue' | 'drop' })[] {
  return holding.map(({ taskId, generation }) => ({
    taskId,
    generation,
    verdict: heldIn(state, { agentId, taskId, generation }) === null ? 'drop' : 'continue',
  }));
}
