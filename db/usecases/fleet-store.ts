import type { FleetStore } from '../../core/domain/fleet/ports.ts';
import { ok } from '../../core/kernel/result.ts';
import { readReportedEnd } from '../readers/fleet/reported-end.ts';
import { readDeadLetter, readFleetState } from '../readers/fleet/state.ts';
import { submittedEvent } from '../readers/fleet/stored-events.ts';
import { specDigest } from '../records/spec-digest.ts';
import { taskOfClientKey, taskStatus } from '../tables/fleet/task.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendFleetEvents } from './fleet-events.ts';

/** The workspace database as the place where queue and agent state are kept. */
export function createFleetStore(db: WorkspaceDb): FleetStore {
  return {
    load: async (at) => ok(readFleetState(db.read, at)),
    append: async (events, durability, delivered = []) =>
      appendFleetEvents(db, events, durability, delivered),
    statusOf: async (taskIds) => new Map(taskIds.map((id) => [id, taskStatus(db.read, id)])),
    deadLetter: async (taskId, at) => readDeadLetter(db.read, taskId, at),
    reportedEnd: async (attempt) => readReportedEnd(db.read, attempt),
    submission: async (submitterId, clientKey) => {
      const task = taskOfClientKey(db.read, submitterId, clientKey);
      const submitted = task === null ? null : submittedEvent(db.read, task.seq);
      return task === null || submitted === null
        ? null
        : { taskId: task.id, digest: specDigest(submitted.spec) };
    },
  };
}
