import type { Answer } from '../../../../../core/contract/index.ts';
import type { DeliverableCommand } from '../../../../../core/domain/fleet/decide/deliverable-command.ts';
import type { HubId, TaskId } from '../../../../../core/kernel/ids.ts';
import { done, ok, type Result } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import { refusalFor } from '../at-hub.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { askHub, askHubOnce } from '../hub-orders.ts';

export const submitTask: Service<FleetDeps, 'tasks.submit'> = ({ submit }, { task, clientKey }, { by }) =>
  submit({ by, clientKey, spec: task });

export const cancelTasks: Service<FleetDeps, 'tasks.cancel'> = (fleet, { taskIds, hubId }, { by }) =>
  each(fleet, taskIds, hubId, (taskId) => ({ type: 'task.cancel', by, taskId }));

export const requeueTasks: Service<FleetDeps, 'tasks.requeue'> = (fleet, { taskIds, hubId }, { by }) =>
  each(fleet, taskIds, hubId, (taskId) => ({ type: 'task.requeue', by, taskId }));

export const rankTask: Service<FleetDeps, 'tasks.rank'> = async (fleet, { taskId, lane, before }, { by }) =>
  done(await askHubOnce(fleet, { type: 'task.rank', by, taskId, lane, before }));

/** Each task for itself: what can be done is, and the rest is named with its reason. */
async function each(
  fleet: FleetDeps,
  taskIds: readonly TaskId[],
  hubId: HubId | null,
  command: (taskId: TaskId) => DeliverableCommand,
): Promise<Answer<'tasks.cancel'>> {
  const refusals = new Map<TaskId, Result<null>>();
  for (const taskId of taskIds) {
    const refusal = refusalFor(fleet, { hubId, taskId });
    if (refusal !== null) refusals.set(taskId, refusal);
  }
  const wanted = [...new Set(taskIds)];
  const here = wanted.filter((taskId) => !refusals.has(taskId));
  const answers = new Map<TaskId, Result<null>>(refusals);
  for (const [index, answer] of (await askHub(fleet, here.map(command))).entries()) {
    const taskId = here[index];
    if (taskId !== undefined) answers.set(taskId, answer);
  }
  const refused = [...answers].flatMap(([taskId, answer]) =>
    answer.ok ? [] : [{ taskId, code: answer.error.code, message: answer.error.message }],
  );
  return ok({ done: wanted.length - refused.length, refused });
}
