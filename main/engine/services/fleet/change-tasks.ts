import type { Answer, ParsedInputOf } from '../../../../core/contract/index.ts';
import type { FleetCommand } from '../../../../core/domain/fleet/commands.ts';
import type { By } from '../../../../core/domain/fleet/events.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import type { FleetParts } from './fleet-parts.ts';

/** Each task for itself: what can be cancelled is, and the rest is named with its reason. */
export async function cancelTasks(
  fleet: FleetParts,
  taskIds: readonly TaskId[],
  by: By,
): Promise<Answer<'tasks.cancel'>> {
  const found = await fleet.store.statusOf(taskIds);
  return each(fleet, taskIds, (taskId) => ({
    type: 'task.cancel',
    by,
    taskId,
    found: found.get(taskId) ?? null,
  }));
}

export async function requeueTasks(
  fleet: FleetParts,
  taskIds: readonly TaskId[],
  by: By,
): Promise<Answer<'tasks.requeue'>> {
  const statuses = await fleet.store.statusOf(taskIds);
  const dead = new Map(
    await Promise.all(
      taskIds.map(
        async (taskId) => [taskId, await fleet.store.deadLetter(taskId, fleet.timekeeper.moment())] as const,
      ),
    ),
  );
  return each(fleet, taskIds, (taskId) => ({
    type: 'task.requeue',
    by,
    taskId,
    found: dead.get(taskId) ?? null,
    status: statuses.get(taskId) ?? null,
  }));
}

export async function rankTask(
  { core }: FleetParts,
  input: ParsedInputOf<'tasks.rank'>,
  by: By,
): Promise<Answer<'tasks.rank'>> {
  const ranked = await core.run({ type: 'task.rank', by, ...input });
  return ranked.ok ? ok({}) : ranked;
}

async function each(
  { core }: FleetParts,
  taskIds: readonly TaskId[],
  command: (taskId: TaskId) => FleetCommand,
): Promise<Answer<'tasks.cancel'>> {
  const wanted = [...new Set(taskIds)];
  const answers = await Promise.all(
    wanted.map(async (taskId) => [taskId, await core.run(command(taskId))] as const),
  );
  const refused: { taskId: TaskId; code: string; message: string }[] = [];
  for (const [taskId, answer] of answers) {
    if (!answer.ok) refused.push({ taskId, code: answer.error.code, message: answer.error.message });
  }
  return ok({ done: wanted.length - refused.length, refused });
}
