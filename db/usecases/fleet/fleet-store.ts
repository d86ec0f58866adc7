import type { FleetStore } from '../../../core/domain/fleet/ports.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import { readReportedEnd } from '../../readers/fleet/reported-end.ts';
import { readDeadLetter, readFleetState } from '../../readers/fleet/state.ts';
import { submittedEvent } from '../../readers/fleet/stored-events.ts';
import { taskStatuses } from '../../readers/fleet/task-list.ts';
import { specDigest } from '../../records/spec-digest.ts';
import { readHub } from '../../tables/fleet/hub.ts';
import { taskOfClientKey } from '../../tables/fleet/task.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendFleetEvents } from './fleet-events.ts';

/** The workspace database as the place where queue and agent state of one hub are kept. */
export function createFleetStore(db: WorkspaceDb, hubId: HubId): FleetStore {
  /** Nothing belongs to 0: a hub gets its short name with its first event. */
  const n = (): number => readHub(db.read, hubId)?.n ?? 0;
  return {
    load: async (at) => ok(readFleetState(db.read, n(), at)),
    append: async (events, durability, delivered = []) =>
      appendFleetEvents(db, hubId, events, durability, delivered),
    statusOf: async (taskIds) => taskStatuses(db.read, n(), taskIds),
    deadLetter: async (taskId, at) => readDeadLetter(db.read, n(), taskId, at),
    reportedEnd: async (attempt) => readReportedEnd(db.read, n(), attempt),
    submission: async (submitterId, clientKey) => {
      const task = taskOfClientKey(db.read, n(), submitterId, clientKey);
      const submitted = task === null ? null : submittedEvent(db.read, task.seq);
      return task === null || submitted === null
        ? null
        : { taskId: task.id, digest: specDigest(submitted.spec) };
    },
  };
}
