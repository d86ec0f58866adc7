import type { FleetCommand } from '../../../core/domain/fleet/commands.ts';
import type { By, FleetEvent } from '../../../core/domain/fleet/events.ts';
import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import type { TaskSpec, TaskStatus } from '../../../core/domain/fleet/task.ts';
import type { Entropy, Timekeeper } from '../../../core/kernel/clock.ts';
import { TaskId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { randomId } from '../../../db/random-id.ts';
import { taskDigest } from '../../../db/task-digest.ts';
import { createKeyedQueue } from '../services/keyed-queue.ts';
import type { FleetCore } from './fleet-core.ts';

export interface Submission {
  readonly by: By;
  readonly clientKey: string | null;
  readonly spec: TaskSpec;
  readonly sample: boolean;
}

/** What people and tools ask of tasks: finds what deciding needs and the state in memory doesn't hold. */
export interface TaskRequests {
  /** The same key of the same submitter gives the same task again; with another content it is refused. */
  submit(submission: Submission): Promise<Result<{ readonly taskId: TaskId; readonly created: boolean }>>;
  cancel(taskId: TaskId, by: By): Promise<Result<TaskStatus>>;
  requeue(taskId: TaskId, by: By): Promise<Result<TaskStatus>>;
}

export interface TaskRequestsOptions {
  readonly core: Pick<FleetCore, 'state' | 'run'>;
  readonly store: Pick<FleetStore, 'statusOf' | 'deadLetter' | 'submission'>;
  readonly entropy: Entropy;
  readonly timekeeper: Timekeeper;
}

export function createTaskRequests(options: TaskRequestsOptions): TaskRequests {
  const { core, store, entropy, timekeeper } = options;
  /** Two submissions under one key come one after the other, so the second finds the first. */
  const keyed = createKeyedQueue();

  const submitNew = async ({ by, clientKey, spec, sample }: Submission) => {
    const taskId = TaskId.parse(randomId(entropy, 'ta'));
    const dependencies = await store.statusOf(spec.dependsOn);
    const run = await core.run({
      type: 'task.submit',
      by,
      taskId,
      clientKey,
      spec,
      sample,
      dependencies,
    });
    return run.ok ? ok({ taskId, created: true }) : run;
  };

  const submitKeyed = async (submission: Submission, clientKey: string) => {
    const before = await store.submission(submission.by.id, clientKey);
    if (before === null) return submitNew(submission);
    if (before.digest === taskDigest(submission.spec)) return ok({ taskId: before.taskId, created: false });
    return fail(
      'task.key-conflict',
      `The key "${clientKey}" was used for another task before (${before.taskId}). Nothing was submitted; take a new key for a new task.`,
      { taskId: before.taskId },
    );
  };

  const statusAfter = async (
    taskId: TaskId,
    command: FleetCommand,
    done: TaskStatus,
  ): Promise<Result<TaskStatus>> => {
    const run: Result<readonly FleetEvent[]> = await core.run(command);
    if (!run.ok) return run;
    return ok(core.state.tasks.get(taskId)?.status ?? done);
  };

  const statusOf = async (taskId: TaskId): Promise<TaskStatus | null> =>
    core.state.tasks.get(taskId)?.status ?? (await store.statusOf([taskId])).get(taskId) ?? null;

  return {
    submit(submission) {
      const { clientKey, by } = submission;
      return clientKey === null
        ? submitNew(submission)
        : keyed.run(`${by.id}\n${clientKey}`, () => submitKeyed(submission, clientKey));
    },
    async cancel(taskId, by) {
      const found = await statusOf(taskId);
      return statusAfter(taskId, { type: 'task.cancel', by, taskId, found }, 'cancelled');
    },
    async requeue(taskId, by) {
      const status = await statusOf(taskId);
      const found = await store.deadLetter(taskId, timekeeper.moment());
      return statusAfter(taskId, { type: 'task.requeue', by, taskId, found, status }, 'queued');
    },
  };
}
