import type { Answer } from '../../../../../core/contract/index.ts';
import type { DeliverableCommand } from '../../../../../core/domain/fleet/deliverable-command.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';
import { done, ok } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { askHub, askHubOnce } from '../hub-orders.ts';

export const submitTask: Service<FleetDeps, 'tasks.submit'> = ({ submit }, { task, clientKey }, { by }) =>
  submit({ by, clientKey, spec: task });

export const cancelTasks: Service<FleetDeps, 'tasks.cancel'> = (fleet, { taskIds }, { by }) =>
  each(fleet, taskIds, (taskId) => ({ type: 'task.cancel', by, taskId }));

export const requeueTasks: Service<FleetDeps, 'tasks.requeue'> = (fleet, { taskIds }, { by }) =>
  each(fleet, taskIds, (taskId) => ({ type: 'task.requeue', by, taskId }));

export const rankTask: Service<FleetDeps, 'tasks.rank'> = async (fleet, input, { by }) =>
  done(await askHubOnce(fleet, { type: 'task.rank', by, ...input }));

/** Each task for itself: what can be done is, and the rest is named with its reason. */
async function each(
  fleet: FleetDeps,
  taskIds: readonly TaskId[],
  command: (taskId: TaskId) => DeliverableCommand,
): Promise<Answer<'tasks.cancel'>> {
  const wanted = [...new Set(taskIds)];
  const answers = await askHub(fleet, wanted.map(command));
  const refused = wanted.flatMap((taskId, index) => {
    const answer = answers[index];
    return answer === undefined || answer.ok
      ? []
      : [{ taskId, code: answer.error.code, message: answer.error.message }];
  });
  return ok({ done: wanted.length - refused.length, refused });
}
