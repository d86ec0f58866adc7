import type { Answer } from '../../../../../core/contract/index.ts';
import type { DeliverableCommand } from '../../../../../core/domain/fleet/decide/deliverable-command.ts';
import type { HubId, TaskId } from '../../../../../core/kernel/ids.ts';
import { done, type Failure, ok } from '../../../../../core/kernel/result.ts';
import type { Service } from '../../../handlers.ts';
import { refusalFor } from '../at-hub.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { sendEach, sendOne } from '../hub-commands.ts';

export const submitTask: Service<FleetDeps, 'tasks.submit'> = ({ submit }, { task, clientKey }, { by }) =>
  submit({ by, clientKey, spec: task });

export const cancelTasks: Service<FleetDeps, 'tasks.cancel'> = (fleet, input, { by }) =>
  each(fleet, input, (taskId) => ({ type: 'task.cancel', by, taskId }));

export const requeueTasks: Service<FleetDeps, 'tasks.requeue'> = (fleet, input, { by }) =>
  each(fleet, input, (taskId) => ({ type: 'task.requeue', by, taskId, deadline: input.deadline }));

export const rankTask: Service<FleetDeps, 'tasks.rank'> = async (fleet, { taskId, lane, before }, { by }) =>
  done(await sendOne(fleet, { type: 'task.rank', by, taskId, lane, before }));

/** Each task for itself: what can be done is, and the rest is named with its reason. */
async function each(
  fleet: FleetDeps,
  { taskIds, hubId }: { readonly taskIds: readonly TaskId[]; readonly hubId: HubId | null },
  command: (taskId: TaskId) => DeliverableCommand,
): Promise<Answer<'tasks.cancel'>> {
  const wanted = [...new Set(taskIds)];
  const refusals = new Map<TaskId, Failure>();
  for (const taskId of wanted) {
    const refusal = refusalFor(fleet, { hubId, taskId });
    if (refusal !== null) refusals.set(taskId, refusal.error);
  }
  const asked = wanted.filter((taskId) => !refusals.has(taskId));
  for (const [index, answer] of (await sendEach(fleet, asked.map(command))).entries()) {
    const taskId = asked[index];
    if (taskId !== undefined && !answer.ok) refusals.set(taskId, answer.error);
  }
  const waiting = [...refusals].flatMap(([taskId, { code }]) => (code === 'hub.waiting' ? [taskId] : []));
  for (const taskId of waiting) refusals.delete(taskId);
  const refused = [...refusals].map(([taskId, { code, message }]) => ({ taskId, code, message }));
  return ok({ done: wanted.length - waiting.length - refused.length, waiting, refused });
}
