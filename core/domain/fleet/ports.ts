import type { Moment } from '../../kernel/clock.ts';
import type { TaskId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { AttemptRef } from './commands.ts';
import type { FleetEvent } from './events.ts';
import type { FleetState, OpenTask } from './state.ts';
import type { EndReason, TaskStatus } from './tasks/task.ts';

/**
 * Where queue and agent state are kept. The workspace database is one; a stream with buckets can be another, which is
 * why every answer may take its time. One hub writes to a store at a time.
 */
export interface FleetStore {
  /** The state as the events so far make it. `at` gives the steady stamps that nothing stored can give. */
  load(at: Moment): Promise<Result<FleetState>>;
  /**
   * All of the events or none, in this order. `full` is on the disk before it resolves: whoever is answered after that
   * may forget what it sent. The deliveries that asked for them are confirmed with them.
   */
  append(
    events: readonly FleetEvent[],
    durability: 'full' | 'normal',
    delivered?: readonly string[],
  ): Promise<Result<null>>;
  /** Null for a task nobody submitted. */
  statusOf(taskIds: readonly TaskId[]): Promise<ReadonlyMap<TaskId, TaskStatus | null>>;
  /** A dead letter as it stood, to be requeued. */
  deadLetter(taskId: TaskId, at: Moment): Promise<OpenTask | null>;
  /**
   * How this attempt ended, if its own agent ended it by completing or failing it. Null while it runs, when the hub or
   * a person ended it, when it was declined, when it is another agent's, and when there was none.
   */
  reportedEnd(attempt: AttemptRef): Promise<'completed' | EndReason | null>;
  /** The task that was submitted under this key by this submitter before, with the digest of what was asked then. */
  submission(
    submitterId: string,
    clientKey: string,
  ): Promise<{ readonly taskId: TaskId; readonly digest: string } | null>;
}

/** Turns waiting tasks and free agents into assignments. Deterministic: the same state and moment give the same plan. */
export interface Scheduler {
  plan(state: FleetState, at: Moment): readonly FleetEvent[];
}
