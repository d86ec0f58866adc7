import type { Fleet } from '../../../../core/domain/fleet/fleet-view.ts';
import type { Initiator } from '../../../../core/domain/fleet/initiators.ts';
import type { FleetStore } from '../../../../core/domain/fleet/ports.ts';
import type { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import type { Entropy } from '../../../../core/kernel/clock.ts';
import { TaskId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { specDigest } from '../../../../db/records/spec-digest.ts';

export interface Submission {
  readonly by: Initiator;
  readonly spec: TaskSpec;
  readonly clientKey: string | null;
  readonly sample?: boolean;
}

export interface Submitted {
  readonly taskId: TaskId;
  /** False when this key brought the task before. */
  readonly created: boolean;
}

/** What of a task only the workspace can judge: whether the item it is linked to is there. */
type CheckTask = (spec: TaskSpec) => Result<null>;

/** Takes tasks in, from a screen, a command or a tool alike. */
export type SubmitTask = (submission: Submission) => Promise<Result<Submitted>>;

/**
 * A client key makes a submission repeatable: whoever lost the answer asks again and gets the same task. Submissions
 * under one key follow each other, because the store knows only what was committed.
 */
export function createSubmitTask(
  fleet: Pick<Fleet, 'run' | 'now'>,
  store: Pick<FleetStore, 'statusOf' | 'submission'>,
  entropy: Entropy,
  check: CheckTask = () => ok(null),
): SubmitTask {
  const underWay = new Map<string, Promise<unknown>>();

  const submit = async ({ by, spec, clientKey, sample = false }: Submission): Promise<Result<Submitted>> => {
    const before = clientKey === null ? null : await store.submission(by.id, clientKey);
    if (before !== null) {
      if (before.digest === specDigest(spec)) return ok({ taskId: before.taskId, created: false });
      return fail(
        'task.key-conflict',
        `The key ${clientKey} belongs to task ${before.taskId}, which asks for something else. Nothing was submitted; use a new key.`,
        { taskId: before.taskId },
      );
    }
    const checked = check(spec);
    if (!checked.ok) return checked;
    const dependencies = await store.statusOf(spec.dependsOn);
    const taskId = TaskId.parse(randomId(entropy, 'ta'));
    const done = await fleet.run({ type: 'task.submit', by, taskId, clientKey, spec, sample, dependencies });
    return done.ok ? ok({ taskId, created: true }) : done;
  };

  return async (submission) => {
    const { by, clientKey } = submission;
    if (clientKey === null) return submit(submission);
    const key = JSON.stringify([by.id, clientKey]);
    const next = (underWay.get(key) ?? Promise.resolve()).then(() => submit(submission));
    const settled = next.catch(() => undefined);
    underWay.set(key, settled);
    try {
      return await next;
    } finally {
      if (underWay.get(key) === settled) underWay.delete(key);
    }
  };
}
