import type { FleetView } from '../../../../core/domain/fleet/fleet-view.ts';
import type { FleetState } from '../../../../core/domain/fleet/state.ts';
import type { Clock, Timekeeper } from '../../../../core/kernel/clock.ts';
import { agentTotalsSince } from '../../../../db/readers/fleet/agents.ts';
import type { HubRecord } from '../../../../db/readers/fleet/hubs.ts';
import { countDeadLetters, openTaskNotes } from '../../../../db/readers/fleet/open-tasks.ts';
import { readFleetState } from '../../../../db/readers/fleet/state.ts';
import { taskStatuses } from '../../../../db/readers/fleet/task-list.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { TopicBus } from '../../topics.ts';
import { createAgentRows } from './agents/agent-rows.ts';
import type { HubFleet, LiveRows } from './hub-fleet.ts';
import { createDayTotals, midnight } from './measures/day-totals.ts';
import { createQueueView } from './tasks/queue-view.ts';
import { createTaskNotes } from './tasks/task-notes.ts';
import { createTaskRows } from './tasks/task-rows.ts';

export interface ReportedHubOptions {
  readonly db: WorkspaceDb;
  readonly hub: HubRecord;
  readonly timekeeper: Timekeeper;
  readonly clock: Clock;
  readonly topics: Pick<TopicBus, 'subscribe'>;
}

export interface ReportedHub extends HubFleet {
  close(): void;
}

/** Why a task waits is known to the hub that holds it, and no event of it. */
const unknownReasons = { begin: () => undefined, of: () => null, forget: () => undefined };

/** A hub that runs elsewhere, as its reports made the tables; read again after some came. */
export function createReportedHub(options: ReportedHubOptions): ReportedHub {
  const { db, hub, timekeeper, clock, topics } = options;
  const { read } = db;
  const notes = createTaskNotes();
  const totals = createDayTotals();
  let state: FleetState | null = null;
  const listeners = new Set<() => void>();

  const now = (): FleetState => (state ??= load());
  const load = (): FleetState => {
    const loaded = readFleetState(read, hub.n, timekeeper.moment());
    for (const agent of loaded.agents.values()) {
      // No sign of life reaches this device but what it reported: it is shown as old from the beginning.
      agent.heartbeatSteady = null;
      if (agent.heartbeatAt !== null) agent.heartbeatAt = Math.max(agent.heartbeatAt, agent.since);
    }
    notes.reset(openTaskNotes(read, hub.n));
    totals.reset(agentTotalsSince(read, hub.n, midnight(clock)));
    agentRows.forget();
    taskRows.forget();
    queue.forget();
    return loaded;
  };
  const agentRows = createAgentRows(hub.id, now, totals);
  const taskRows = createTaskRows(hub.id, now, notes, unknownReasons.of);
  const queue = createQueueView(now, taskRows, unknownReasons, () => countDeadLetters(read, hub.n));

  const outdate = (): void => {
    state = null;
    for (const listener of listeners) listener();
  };
  const stopCommits = db.feed.subscribe(({ changes: { areas, hubs } }) => {
    // Of no hub in particular: all tables were made again.
    if (areas.has('fleet') && (hubs.size === 0 || hubs.has(hub.n))) outdate();
  });
  const stopDay = topics.subscribe(['day'], outdate);

  const view: FleetView = {
    get now() {
      return now();
    },
    statusOf: async (taskIds) => taskStatuses(read, hub.n, taskIds),
    onHeartbeat: () => () => undefined,
    onReset(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const live: LiveRows = {
    agentRows,
    taskRows,
    queue,
    beginReading: () => undefined,
    costToday() {
      now();
      return totals.cost();
    },
    unpricedToday() {
      now();
      return totals.unpriced();
    },
    deadLetters: () => countDeadLetters(read, hub.n),
  };
  return {
    id: hub.id,
    n: hub.n,
    isHere: false,
    view,
    live,
    close() {
      stopCommits();
      stopDay();
      listeners.clear();
    },
  };
}
