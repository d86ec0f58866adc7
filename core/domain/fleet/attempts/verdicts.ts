import type { AgentId, TaskId } from '../../../kernel/ids.ts';
import type { FleetFacts } from '../fleet-view.ts';

interface Held {
  readonly taskId: TaskId;
  readonly generation: number;
}

/** Whether this agent holds the task in exactly this attempt. */
export function holds(state: FleetFacts, agentId: AgentId, held: Held): boolean {
  const task = state.tasks.get(held.taskId);
  return task !== undefined && task.agentId === agentId && task.generation === held.generation;
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
    verdict: holds(state, agentId, { taskId, generation }) ? 'continue' : 'drop',
  }));
}
