import { beforeEach, describe, expect, it } from 'vitest';
import { applyEvent } from '../../../core/domain/fleet/apply-event.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import type { FleetState } from '../../../core/domain/fleet/state.ts';
import { inferComplexity } from '../../../core/domain/fleet/tasks/complexity.ts';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import {
  type AgentRows,
  createAgentRows,
  staleAfterMs,
} from '../../../main/engine/services/fleet/agents/agent-rows.ts';
import { createDayTotals, type DayTotals } from '../../../main/engine/services/fleet/measures/day-totals.ts';
import { createQueueView } from '../../../main/engine/services/fleet/tasks/queue-view.ts';
import { createTaskNotes } from '../../../main/engine/services/fleet/tasks/task-notes.ts';
import { createTaskRows, type TaskRows } from '../../../main/engine/services/fleet/tasks/task-rows.ts';
import {
  createWaitReasonCache,
  type WaitReasonCache,
} from '../../../main/engine/services/fleet/tasks/wait-reason-cache.ts';
import { topicsAfterEvents } from '../../../main/engine/topics-after.ts';
import { emptyState } from '../../support/fleet/empty-state.ts';
import { testHub } from '../../support/fleet/test-hub.ts';

const by = { kind: 'person', id: 'ac_ada', name: 'Ada' } as const;
const [heron, petrel] = [AgentId.parse('ag_heron'), AgentId.parse('ag_petrel')];
const [lamps, piers] = [TaskId.parse('ta_lamps'), TaskId.parse('ta_piers')];

let now: number;
let state: FleetState;
let totals: DayTotals;
let agents: AgentRows;
let tasks: TaskRows;
let waiting: WaitReasonCache;

/** What the hub does after a commit. */
function commit(...events: FleetEvent[]): void {
  for (const event of events) applyEvent(state, event, { wall: now, steady: now });
  agents.follow(events, totals.follow(events));
  tasks.follow(events);
}

function submitted(taskId: TaskId, rank: number, more: object = {}): FleetEvent {
  const work = { kind: 'shell', command: 'true' };
  const spec = TaskSpec.parse({ description: `About ${taskId}`, work, ...more });
  return {
    type: 'task.submitted',
    at: now,
    by,
    taskId,
    clientKey: null,
    spec,
    complexity: inferComplexity(spec),
    sample: false,
    rank,
    waitsFor: [],
  };
}

const decision = {
  because: ['It is free.'],
  tier: 'trivial' as const,
  target: { kind: 'shell' as const },
  candidates: 1,
  fallbackFrom: null,
  score: 1,
};

beforeEach(() => {
  now = 1_000_000;
  state = emptyState(defaultFleetSettings);
  totals = createDayTotals();
  agents = createAgentRows(testHub, () => state, totals);
  waiting = createWaitReasonCache(
    () => state,
    () => ({ wall: now, steady: now }),
    () => null,
  );
  tasks = createTaskRows(
    testHub,
    () => state,
    createTaskNotes(),
    (task) => waiting.of(task),
  );
  for (const [agentId, name] of [
    [petrel, 'Petrel 10'],
    [heron, 'Petrel 9'],
  ] as const) {
    commit({ type: 'agent.added', at: now, by, agentId, name, actorId: null, sample: false });
    const facts = {
      host: 'quay',
      platform: 'linux',
      version: '1',
      capabilities: [],
      executors: [{ kind: 'shell' as const }],
    };
    const moved = { from: 'offline', to: 'idle', reason: 'connected', taskId: null } as const;
    commit(
      { type: 'agent.connected', at: now, agentId, facts },
      { type: 'agent.moved', at: now, agentId, ...moved },
    );
    const agent = state.agents.get(agentId);
    if (agent !== undefined) [agent.heartbeatAt, agent.heartbeatSteady] = [now, now];
  }
});

describe('rows of agents', () => {
  it('are the same objects until something they show changes', () => {
    const before = agents.all(now);
    expect(agents.all(now)).toEqual(before);
    expect(agents.all(now).every((row, index) => row === before[index])).toBe(true);
    commit(submitted(lamps, 1), {
      type: 'task.assigned',
      at: now,
      taskId: lamps,
      generation: 1,
      agentId: heron,
      decision,
    });
    const after = agents.all(now);
    expect(after.map((row, index) => row === before[index])).toEqual([false, true]);
    expect(after[0]).toMatchObject({ id: heron, task: { id: lamps, generation: 1 } });
  });

  it('stand by name, as people count', () => {
    expect(agents.all(now).map(({ name }) => name)).toEqual(['Petrel 9', 'Petrel 10']);
    commit({ type: 'agent.renamed', at: now, by, agentId: heron, name: 'Petrel 11' });
    expect(agents.all(now).map(({ name }) => name)).toEqual(['Petrel 10', 'Petrel 11']);
    commit({ type: 'agent.removed', at: now, by, agentId: petrel });
    expect(agents.all(now).map(({ id }) => id)).toEqual([heron]);
  });

  it('follow a heartbeat, and become stale by time alone', () => {
    const [before] = agents.all(now);
    const limit = staleAfterMs(state.settings);
    expect(agents.all(now + limit)[0]).toBe(before);
    expect(agents.all(now + limit + 1)[0]).toMatchObject({ id: heron, stale: true });
    const agent = state.agents.get(heron);
    if (agent !== undefined) [agent.heartbeatAt, agent.heartbeatSteady] = [now + limit, now + limit];
    expect(agents.one(heron, now + limit + 1)).toMatchObject({ stale: false, heartbeatAt: now + limit });
  });

  it('add what attempts that ended cost to what the running one used', () => {
    const usd = (micros: number) => ({ cost: { micros, currency: 'USD' }, tokensIn: 0, tokensOut: 0 });
    const attempt = { at: now, taskId: lamps, generation: 1, agentId: heron };
    commit(
      submitted(lamps, 1),
      { type: 'task.assigned', ...attempt, decision },
      { type: 'task.accepted', ...attempt },
      { type: 'task.progressed', ...attempt, percent: 10, note: 'on it', spent: usd(300) },
    );
    expect(agents.one(heron, now)).toMatchObject({
      costToday: [{ micros: 300, currency: 'USD' }],
      task: { percent: 10, note: 'on it' },
    });
    commit({
      type: 'attempt.ended',
      ...attempt,
      by,
      reason: 'failed',
      error: 'no oil',
      spent: usd(500),
      workedMs: 5,
      next: 'queued',
      notBefore: null,
    });
    expect(agents.one(heron, now)).toMatchObject({
      costToday: [{ micros: 500, currency: 'USD' }],
      failedToday: 1,
      completedToday: 0,
    });
    totals.reset(new Map());
    agents.forget();
    expect(agents.one(heron, now)).toMatchObject({ costToday: [], failedToday: 0 });
  });

  it('count giving up as no failure', () => {
    const attempt = {
      at: now,
      taskId: lamps,
      generation: 1,
      agentId: heron,
      by,
      spent: nothingSpent,
      workedMs: 0,
    };
    const moved = totals.follow([
      {
        type: 'attempt.ended',
        ...attempt,
        reason: 'cancelled',
        error: '',
        next: 'cancelled',
        notBefore: null,
      },
    ]);
    expect([...moved]).toEqual([heron]);
    expect(totals.ofAgent(heron)).toEqual({ cost: [], unpriced: 0, completed: 0, failed: 0 });
  });
});

describe('the queue', () => {
  it('stands by lane and rank, keeps rows that say the same, and says why tasks wait', () => {
    const queue = createQueueView(
      () => state,
      tasks,
      waiting,
      () => 2,
    );
    commit(submitted(lamps, 1), submitted(piers, 2, { lane: 'urgent', capabilities: ['diving'] }));
    const first = queue.read();
    expect(first.rows.map(({ id }) => id)).toEqual([piers, lamps]);
    expect(first.extra).toEqual({
      queued: { urgent: 1, high: 0, normal: 1, low: 0 },
      running: 0,
      deadLetters: 2,
    });
    expect(first.rows.map((row) => row.waiting?.code)).toEqual(['capability', 'next']);
    now += 5000;
    const again = queue.read();
    expect(again.rows.every((row, index) => row === first.rows[index])).toBe(true);

    const moved = { type: 'task.ranked', at: now, by, taskId: lamps, lane: 'urgent', rank: 0.5 } as const;
    commit(moved);
    queue.follow([moved]);
    const after = queue.read();
    expect(after.rows.map(({ id }) => id)).toEqual([lamps, piers]);
    expect(after.rows[1]).toBe(first.rows[0]);
  });

  it('is looked at piece by piece when it is long', () => {
    const queue = createQueueView(
      () => state,
      tasks,
      waiting,
      () => 0,
    );
    for (let n = 0; n < 900; n += 1) commit(submitted(TaskId.parse(`ta_${n}`), n));
    const known = () => queue.read().rows.filter((row) => row.waiting !== null).length;
    expect([known(), known(), known()]).toEqual([400, 800, 900]);
  });
});

it('events tell the topics of what they are about, each once', () => {
  const attempt = { at: now, taskId: lamps, generation: 1, agentId: heron };
  const events: FleetEvent[] = [
    { type: 'task.accepted', ...attempt },
    {
      type: 'agent.moved',
      at: now,
      agentId: heron,
      from: 'assigned',
      to: 'working',
      reason: '',
      taskId: lamps,
    },
  ];
  expect([...topicsAfterEvents(events)].toSorted()).toEqual([
    'agent:ag_heron',
    'agents',
    'task:ta_lamps',
    'tasks',
  ]);
  const removed = topicsAfterEvents([{ type: 'sample.removed' }]);
  expect(removed.has('agents') && removed.has('tasks') && removed.has('proposals')).toBe(true);
});
