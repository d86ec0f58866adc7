import type { Answer } from '../../../../../core/contract/index.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';
import { done, ok, type Result } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import { refusalFor } from '../at-hub.ts';
import type { FleetDeps } from '../fleet-deps.ts';

export const submitTask: Service<FleetDeps, 'tasks.submit'> = ({ submit }, { task, clientKey }, { by }) =>
  submit({ by, clientKey, spec: task });

export const cancelTasks: Service<FleetDeps, 'tasks.cancel'> = (fleet, { taskIds, hubId }, { by }) =>
  each(taskIds, (taskId) => refusalFor(fleet, { hubId, taskId }) ?? fleet.requests.cancel(taskId, by));

export const requeueTasks: Service<FleetDeps, 'tasks.requeue'> = (fleet, { taskIds, hubId }, { by }) =>
  each(taskIds, (taskId) => refusalFor(fleet, { hubId, taskId }) ?? fleet.requests.requeue(taskId, by));

export const rankTask: Service<FleetDeps, 'tasks.rank'> = async ({ commands }, input, { by }) =>
  done(await commands.run({ type: 'task.rank', by, ...input }));

/** Each task for itself: what can be done is, and the rest is named with its reason. */
async function each(
  taskIds: readonly TaskId[],
  ask: (taskId: TaskId) => Promise<Result<unknown>> | Result<unknown>,
): Promise<Answer<'tasks.cancel'>> {
  const wanted = [...new Set(taskIds)];
  const answers = await Promise.all(wanted.map(async (taskId) => [taskId, await ask(taskId)] as const));
  const refused: { taskId: TaskId; code: string; message: string }[] = [];
  for (const [taskId, answer] of answers) {
    if (!answer.ok) refused.push({ taskId, code: answer.error.code, message: answer.error.message });
  }
  return ok({ done: wanted.length - refused.length, refused });
}
