import type { FleetCommand } from '../../../../core/domain/fleet/commands.ts';
import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { Initiator } from '../../../../core/domain/fleet/initiators.ts';
import type { FleetStore } from '../../../../core/domain/fleet/ports.ts';
import type { TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import type { Timekeeper } from '../../../../core/kernel/clock.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';

/** What people and tools ask of a task there is: looks up what deciding needs and the state in memory doesn't hold. */
export interface TaskRequests {
  cancel(taskId: TaskId, by: Initiator, deliveryId?: string): Promise<Result<TaskStatus>>;
  requeue(
    taskId: TaskId,
    by: Initiator,
    how?: { readonly deadline?: number | null | undefined; readonly deliveryId?: string },
  ): Promise<Result<TaskStatus>>;
}

export function createTaskRequests(
  fleet: Pick<Fleet, 'now' | 'run'>,
  store: Pick<FleetStore, 'statusOf' | 'deadLetter'>,
  timekeeper: Timekeeper,
): TaskRequests {
  const statusOf = async (taskId: TaskId): Promise<TaskStatus | null> =>
    fleet.now.tasks.get(taskId)?.status ?? (await store.statusOf([taskId])).get(taskId) ?? null;

  /** Answers with the status the task has after it; `final` when it is no longer open. */
  const run = async (
    command: FleetCommand,
    taskId: TaskId,
    final: TaskStatus,
    deliveryId: string | undefined,
  ): Promise<Result<TaskStatus>> => {
    const done = await fleet.run(command, deliveryId);
    return done.ok ? ok(fleet.now.tasks.get(taskId)?.status ?? final) : done;
  };

  return {
    async cancel(taskId, by, deliveryId) {
      const ask = async () =>
        run(
          { type: 'task.cancel', by, taskId, status: await statusOf(taskId) },
          taskId,
          'cancelled',
          deliveryId,
        );
      const first = await ask();
      // What ended it is written by now.
      return first.ok || first.error.code !== 'task.just-ended' ? first : ask();
    },
    async requeue(taskId, by, { deadline, deliveryId } = {}) {
      const status = await statusOf(taskId);
      const found = await store.deadLetter(taskId, timekeeper.moment());
      return run({ type: 'task.requeue', by, taskId, found, status, deadline }, taskId, 'queued', deliveryId);
    },
  };
}
