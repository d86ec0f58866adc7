import type { Moment } from '../../../../kernel/clock.ts';
import type { TaskId } from '../../../../kernel/ids.ts';
import type { Target } from '../../routing.ts';
import type { FleetState, OpenTask } from '../../state.ts';

/** Detaches task and agent from each other. */
export function release(state: FleetState, task: OpenTask): void {
  const agent = task.agentId === null ? undefined : state.agents.get(task.agentId);
  if (agent?.taskId === task.id) {
    agent.taskId = null;
    agent.generation = null;
  }
  addLoad(state, task.target, -1);
  task.agentId = null;
  task.target = null;
  task.assignedAt = null;
  task.acceptedAt = null;
  task.assignedSteady = null;
  task.acceptedSteady = null;
  task.heardSteady = null;
  task.laterSteady = null;
  task.waitedSteady = 0;
  task.returnBySteady = null;
  task.blocked = null;
  task.percent = null;
  task.note = '';
}

export function addLoad(state: FleetState, target: Target | null, change: 1 | -1): void {
  if (target === null || (target.kind !== 'ollama' && target.kind !== 'openai')) return;
  const endpoint = state.endpoints.get(target.endpointId);
  if (endpoint !== undefined) endpoint.load = Math.max(0, endpoint.load + change);
}

/** Tasks that depended on it stop waiting; from now on they can be assigned. */
export function releaseWaiters(state: FleetState, taskId: TaskId, at: Moment): void {
  for (const task of state.tasks.values())
    if (task.waitsFor.delete(taskId) && task.waitsFor.size === 0) task.waitingSinceSteady = at.steady;
}
