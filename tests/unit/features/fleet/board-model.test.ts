import { describe, expect, test } from 'vitest';
import { AgentRow } from '../../../../core/domain/fleet/rows/agent-rows.ts';
import { HubId } from '../../../../core/kernel/ids.ts';
import {
  type Agent,
  activityText,
  countGroups,
  filterAgents,
  groupAgents,
  isStale,
  shownText,
  staleAgents,
  tileLabel,
} from '../../../../renderer/features/fleet/board/board-model.ts';

const now = 1_000_000;

function agent(name: string, state: Agent['state'], rest: Partial<Agent> = {}): Agent {
  return {
    ...AgentRow.parse({
      id: `ag_${name.replaceAll(' ', '-')}`,
      hubId: 'hu_here',
      name,
      state,
      since: 0,
      connected: state !== 'offline',
      offlineReason: null,
      heartbeatAt: now - 5_000,
      stale: false,
      task: null,
      host: 'alder',
      version: '1',
      capabilities: ['docker'],
      executors: [],
      resources: null,
      resourcesAt: null,
      costToday: [],
      unpricedToday: 0,
      completedToday: 0,
      failedToday: 0,
      sample: false,
    }),
    ...rest,
  };
}

const task: NonNullable<Agent['task']> = {
  id: AgentRow.shape.task.unwrap().shape.id.parse('ta_1'),
  title: 'Write the inventory',
  generation: 1,
  startedAt: 0,
  blocked: null,
  percent: 41.4,
  note: '',
};

describe('staleness', () => {
  test('a heartbeat that grew too old makes an agent stale before the engine says so', () => {
    const quiet = agent('Quiet', 'idle', { heartbeatAt: now - 31_000 });
    expect(isStale(quiet, now, 30_000, false)).toBe(true);
    expect(isStale(agent('Loud', 'idle'), now, 30_000, false)).toBe(false);
  });

  test('what the engine calls stale is stale', () => {
    expect(isStale(agent('One', 'working', { stale: true }), now, 30_000, false)).toBe(true);
  });

  test('nothing is current while the engine is away', () => {
    expect(staleAgents([agent('One', 'idle'), agent('Two', 'offline')], now, 30_000, true).size).toBe(2);
  });

  test('an agent that is offline isn’t stale as well', () => {
    const gone = agent('Gone', 'offline', { heartbeatAt: 0 });
    expect(isStale(gone, now, 30_000, false)).toBe(false);
  });
});

describe('the board', () => {
  const agents = [
    agent('Second Tide', 'working', { task }),
    agent('Even Keel', 'idle'),
    agent('Agent 10', 'idle'),
    agent('Agent 9', 'idle'),
    agent('Long Memory', 'blocked', { task: { ...task, blocked: 'needs a token' } }),
    agent('Plain Sailing', 'idle', { heartbeatAt: now - 60_000 }),
  ];
  const stale = staleAgents(agents, now, 30_000, false);

  test('puts a stale agent under stale, never under the state it was in', () => {
    const groups = groupAgents(agents, stale);
    expect(groups.find(({ id }) => id === 'stale')?.tiles.map(({ name }) => name)).toEqual(['Plain Sailing']);
    expect(groups.find(({ id }) => id === 'idle')?.tiles.map(({ name }) => name)).toEqual([
      'Agent 9',
      'Agent 10',
      'Even Keel',
    ]);
  });

  test('shows what needs help first', () => {
    expect(groupAgents(agents, stale).map(({ id }) => id)).toEqual([
      'blocked',
      'stale',
      'working',
      'assigned',
      'idle',
      'offline',
    ]);
  });

  test('counts every group, also the empty ones', () => {
    expect(countGroups(agents, stale)).toContainEqual({ id: 'stale', count: 1 });
    expect(countGroups(agents, stale)).toContainEqual({ id: 'offline', count: 0 });
  });

  test('is narrowed by words of name, task, host and capability', () => {
    const found = (text: string) =>
      filterAgents(agents, stale, { text, group: null, hub: null }).map(({ name }) => name);
    expect(found('inventory second')).toEqual(['Second Tide']);
    expect(found('DOCKER keel')).toEqual(['Even Keel']);
    expect(found('nothing of the kind')).toEqual([]);
    expect(found('  ')).toHaveLength(agents.length);
  });

  test('is narrowed by hub', () => {
    const far = agents.map((one, n) => (n === 0 ? { ...one, hubId: HubId.parse('hu_far') } : one));
    expect(filterAgents(far, stale, { text: '', group: null, hub: 'hu_far' })).toEqual([far[0]]);
  });

  test('is narrowed by group', () => {
    expect(filterAgents(agents, stale, { text: '', group: 'stale', hub: null })).toHaveLength(1);
  });
});

describe('words of an agent', () => {
  test('say what it does or why it doesn’t', () => {
    expect(activityText(agent('A', 'working', { task }))).toBe('Write the inventory');
    expect(activityText(agent('A', 'blocked', { task: { ...task, blocked: 'needs a token' } }))).toBe(
      'Write the inventory: needs a token',
    );
    expect(activityText(agent('A', 'idle'))).toBe('free');
    expect(activityText(agent('A', 'offline', { offlineReason: 'silent' }))).toBe(
      'no heartbeat for too long',
    );
    expect(activityText(agent('A', 'offline', { heartbeatAt: null }))).toBe('never connected');
  });

  test('never say a stale agent works', () => {
    expect(tileLabel(agent('A', 'working', { task }), true, null)).toBe(
      'A, stale, last known working, Write the inventory, 41 %',
    );
  });

  test('name the hub where there are several', () => {
    expect(tileLabel(agent('A', 'idle'), false, 'Chart room')).toBe('A, idle, free, hub Chart room');
  });

  test('say how many of how many are shown', () => {
    expect(shownText(1, 1)).toBe('1 agent');
    expect(shownText(3, 12)).toBe('3 of 12 agents');
  });
});
