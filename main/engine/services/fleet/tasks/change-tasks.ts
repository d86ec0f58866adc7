import type { Answer, ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { By } from '../../../../../core/domain/fleet/events.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import type { FleetParts } from '../fleet-parts.ts';

export const submitTask = (
  { submit }: FleetParts,
  { task, clientKey }: ParsedInputOf<'tasks.submit'>,
  by: By,
): Promise<Answer<'tasks.submit'>> => submit({ by, clientKey, spec: task });

export const cancelTasks = ({ requests }: FleetParts, taskIds: readonly TaskId[], by: By) =>
  each(taskIds, (taskId) => requests.cancel(taskId, by));

export const requeueTasks = ({ requests }: FleetParts, taskIds: readonly TaskId[], by: By) =>
  each(taskIds, (taskId) => requests.requeue(taskId, by));

export async function rankTask(
  { core }: FleetParts,
  input: ParsedInputOf<'tasks.rank'>,
  by: By,
): Promise<Answer<'tasks.rank'>> {
  const ranked = await core.run({ type: 'task.rank', by, ...input });
  return ranked.ok ? ok({}) : ranked;
}

/** Each task for itself: what can be done is, and the rest is named with its reason. */
async function each(
  taskIds: readonly TaskId[],
  ask: (taskId: TaskId) => Promise<Result<unknown>>,
): Promise<Answer<'tasks.cancel'>> {
  const wanted = [...new Set(taskIds)];
  const answers = await Promise.all(wanted.map(async (taskId) => [taskId, await ask(taskId)] as const));
  const refused: { taskId: TaskId; code: string; message: string }[] = [];
  for (const [taskId, answer] of answers) {
    if (!answer.ok) refused.push({ taskId, code: answer.error.code, message: answer.error.message });
  }
  return ok({ done: wanted.length - refused.length, refused });
}
