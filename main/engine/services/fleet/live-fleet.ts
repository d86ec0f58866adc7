import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { FleetView } from '../../../../core/domain/fleet/fleet-view.ts';
import { hubSource } from '../../../../core/domain/fleet/hub-source.ts';
import { sumMoney } from '../../../../core/domain/fleet/money/money-list.ts';
import { isCostUnknown } from '../../../../core/domain/fleet/money/spending.ts';
import { isAhead } from '../../../../core/domain/fleet/schedule/due-times.ts';
import type { Clock, Timekeeper } from '../../../../core/kernel/clock.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import { fleetEventsOf } from '../../../../db/feed/fleet-events-of.ts';
import { agentTotalsSince } from '../../../../db/readers/fleet/agents.ts';
import type { HubRecord } from '../../../../db/readers/fleet/hubs.ts';
import { countDeadLetters, openTaskNotes } from '../../../../db/readers/fleet/open-tasks.ts';
import { taskTitleOf } from '../../../../db/readers/fleet/task-detail.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { TopicBus } from '../../topics.ts';
import { topicsAfterEvents } from '../../topics-after.ts';
import { createAgentRows, isStale } from './agents/agent-rows.ts';
import type { LiveRows } from './hub-fleet.ts';
import { createDayTotals, midnight } from './measures/day-totals.ts';
import { createQueueView } from './tasks/queue-view.ts';
import { createTaskNotes } from './tasks/task-notes.ts';
import { createTaskRows } from './tasks/task-rows.ts';
import { createWaitReasonCache } from './tasks/wait-reason-cache.ts';

export interface LiveFleet extends LiveRows {
  close(): void;
}

/** Heartbeats arrive by the hundred per second; a board updated once a second shows their age just as well. */
const publishEveryMs = 1000;

/** The rows of everything that changes, kept current by the hub's events, and the topics that notify views. */
export function createLiveFleet({ hub, view, timekeeper, clock, topics, db }: LiveOptions): LiveFleet {
  const { read, feed } = db;
  const state = () => view.now;
  const notes = createTaskNotes();
  const totals = createDayTotals();
  const agentRows = createAgentRows(hub.id, state, totals);
  const waiting = createWaitReasonCache(
    state,
    () => timekeeper.moment(),
    (id) => taskTitleOf(read, hub.n, id),
  );
  const taskRows = createTaskRows(hub.id, state, notes, (task) => waiting.of(task));
  let dead: number | null = null;
  const deadLetters = (): number => (dead ??= countDeadLetters(read, hub.n));
  const queue = createQueueView(state, taskRows, waiting, deadLetters);

  const reset = (): void => {
    notes.reset(openTaskNotes(read, hub.n));
    totals.reset(agentTotalsSince(read, hub.n, midnight(clock)));
    agentRows.forget();
    taskRows.forget();
    queue.forget();
    dead = null;
  };
  reset();

  const follow = (events: readonly FleetEvent[]): void => {
    for (const event of events) notes.follow(event);
    agentRows.follow(events, totals.follow(events));
    taskRows.follow(events);
    queue.follow(events);
    for (const event of events) if (event.type === 'task.requeued') waiting.forget(event.taskId);
    if (events.some(movesDeadLetters)) dead = null;
    if (events.some(({ type }) => type === 'sample.removed')) reset();
    for (const topic of topicsAfterEvents(events)) topics.publish(topic);
  };
  const stopEvents = feed.subscribe((commit) => {
    const events = fleetEventsOf(commit, hubSource(hub.id));
    if (events.length > 0) follow(events);
  });
  const stopResets = view.onReset(reset);
  const stopDay = topics.subscribe(['day'], reset);

  let heard = false;
  const stopHearts = view.onHeartbeat(() => {
    heard = true;
  });
  let paused = false;
  const stale = new Set<AgentId>();
  const publishing = setInterval(() => {
    if (heard || ageing(view, timekeeper, stale)) topics.publish('agents');
    if (heard) topics.publish('hosts');
    heard = false;
    const wasPaused = paused;
    paused = anyPause(view, timekeeper);
    // Once more when the last one is over.
    if (paused || wasPaused) topics.publish('endpoints');
    for (const task of view.now.tasks.values()) {
      if (task.status !== 'queued') continue;
      topics.publish('waiting');
      break;
    }
  }, publishEveryMs);
  publishing.unref();

  return {
    agentRows,
    taskRows,
    queue,
    beginReading: () => waiting.begin(),
    // With what running attempts used so far.
    costToday: () =>
      sumMoney([...totals.cost(), ...[...view.now.tasks.values()].map((task) => task.spentNow.cost)]),
    unpricedToday: () =>
      totals.unpriced() + [...view.now.tasks.values()].filter((task) => isCostUnknown(task.spentNow)).length,
    deadLetters,
    close() {
      clearInterval(publishing);
      stopEvents();
      stopResets();
      stopDay();
      stopHearts();
    },
  };
}

interface LiveOptions {
  readonly hub: Pick<HubRecord, 'id' | 'n'>;
  readonly view: FleetView;
  readonly timekeeper: Timekeeper;
  readonly clock: Clock;
  readonly topics: TopicBus;
  readonly db: Pick<WorkspaceDb, 'read' | 'feed'>;
}

function movesDeadLetters(event: FleetEvent): boolean {
  if (event.type === 'attempt.ended') return event.next === 'dead-letter';
  return event.type === 'task.ended' || event.type === 'task.requeued';
}

/** Pauses begin and end without an event. */
function anyPause(view: FleetView, timekeeper: Timekeeper): boolean {
  const { pauses } = view.now;
  if (pauses.size === 0) return false;
  const at = timekeeper.moment();
  return [...pauses.values()].flat().some(({ untilSteady }) => isAhead(untilSteady, at));
}

/** Whether an agent has become stale, or no longer is: that changes with time alone, without an event. */
function ageing(view: FleetView, timekeeper: Timekeeper, known: Set<AgentId>): boolean {
  const { steady } = timekeeper.moment();
  let moved = false;
  for (const agent of view.now.agents.values()) {
    const now = isStale(agent, steady, view.now.settings);
    if (now === known.has(agent.id)) continue;
    moved = true;
    if (now) known.add(agent.id);
    else known.delete(agent.id);
  }
  for (const id of known) if (!view.now.agents.has(id)) known.delete(id);
  return moved;
}
