import { expect, test } from 'vitest';
import { applyEvent } from '../../../core/domain/fleet/apply-event.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { byHub } from '../../../core/domain/fleet/initiators.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import type { FleetState } from '../../../core/domain/fleet/state.ts';
import { AgentId, EndpointId, RepositoryId, TokenId } from '../../../core/kernel/ids.ts';
import { specDigest } from '../../../db/records/spec-digest.ts';
import { PROJECTION_TABLES, projectionRows } from '../../../db/tables/projections.ts';
import { appendFleetEvents, ingestFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { emptyState } from '../../support/fleet/empty-state.ts';
import { agentNamed, fleetHistory, person, specOf, taskNamed } from '../../support/fleet/fleet-history.ts';
import { testHub } from '../../support/fleet/test-hub.ts';
import { must, testWorkspace } from './open-workspace.ts';

const at = { wall: Date.UTC(2026, 10, 20, 12), steady: 5000 };
const history = fleetHistory({ seed: 3, agents: 20, tasks: 90 });

/** What a hub has beside its tasks. */
const around: FleetEvent[] = [
  {
    type: 'endpoint.added',
    at: 1,
    by: person,
    endpointId: EndpointId.parse('en_a'),
    spec: { name: 'A', kind: 'ollama', url: 'http://a:1', tiers: ['trivial'], models: [], host: null },
  },
  {
    type: 'endpoint.checked',
    at: 2,
    endpointId: EndpointId.parse('en_a'),
    health: 'healthy',
    models: ['tiny'],
    note: 'answers',
  },
  {
    type: 'endpoint.changed',
    at: 3,
    by: person,
    endpointId: EndpointId.parse('en_a'),
    spec: { name: 'B', kind: 'ollama', url: 'http://a:1', tiers: ['trivial'], models: ['tiny'], host: 'h' },
  },
  {
    type: 'repository.added',
    at: 4,
    by: person,
    repositoryId: RepositoryId.parse('re_a'),
    name: 'ship',
    url: 'https://git.example/ship',
    rank: 9000,
  },
  { type: 'repository.paused', at: 5, by: person, repositoryId: RepositoryId.parse('re_a'), paused: true },
  {
    type: 'token.added',
    at: 6,
    by: person,
    tokenId: TokenId.parse('tk_a'),
    name: 'ci',
    scope: 'submit',
    agentId: null,
    sha256: 'a'.repeat(64),
  },
  {
    type: 'token.added',
    at: 7,
    by: person,
    tokenId: TokenId.parse('tk_b'),
    name: 'agent',
    scope: 'agent',
    agentId: agentNamed(16),
    sha256: 'b'.repeat(64),
  },
  { type: 'limits.changed', at: 8, by: person, client: '*', limits: { light: 9, normal: 8, heavy: 7 } },
  { type: 'settings.changed', at: 9, by: person, settings: { ...defaultFleetSettings, acceptSeconds: 77 } },
];

/** What follows from events alone: no steady stamps, nothing that heartbeats bring. */
function lasting(state: FleetState) {
  const tasks = [...state.tasks.values()].map(
    ({
      waitingSinceSteady: _a,
      notBeforeSteady: _b,
      assignedSteady: _c,
      acceptedSteady: _d,
      heardSteady: _e,
      returnBySteady: _f,
      laterSteady: _g,
      waitedSteady: _h,
      ...rest
    }) => rest,
  );
  const agents = [...state.agents.values()].map(
    ({ heartbeatSteady: _a, cooldownUntilSteady: _b, lastAssignedSteady: _c, heartbeatAt: _d, ...rest }) =>
      rest,
  );
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  const { endpoints, repositories, proposals, tokens, limits, settings, lastRank } = state;
  return {
    tasks: tasks.toSorted(byId),
    agents: agents.toSorted(byId),
    endpoints: [...endpoints.values()],
    repositories: [...repositories.values()],
    proposals: [...proposals.values()].toSorted(byId),
    tokens: [...tokens.values()].toSorted(byId),
    limits: [...limits],
    settings,
    lastRank,
  };
}

function rowsOf(db: WorkspaceDb) {
  const tables = PROJECTION_TABLES.map((table) => [table.name, [...projectionRows(db.read, table)]] as const);
  return new Map(tables);
}

test('a store gives back the state that the events make, wherever the hub stopped', async () => {
  const events = [...around, ...history];
  for (const end of [5, 80, 240, 333, 500, 777, events.length]) {
    const ws = testWorkspace();
    const state = emptyState(defaultFleetSettings);
    for (const event of events.slice(0, end)) applyEvent(state, event, at);
    must(appendFleetEvents(ws.db, testHub, events.slice(0, end), 'full'));
    const loaded = must(await createFleetStore(ws.reopen(), testHub).load(at));
    expect(lasting(loaded)).toEqual(lasting(state));
    for (const task of loaded.tasks.values()) {
      expect(task.returnBySteady).toBeNull();
      expect(task.acceptedSteady).toBe(task.status === 'working' ? at.steady : null);
    }
  }
});

test('replay gives the rows that were written, and rebuilding changes nothing', async () => {
  const ws = testWorkspace();
  for (let from = 0; from < history.length; from += 37)
    must(appendFleetEvents(ws.db, testHub, history.slice(from, from + 37), 'normal'));
  must(appendFleetEvents(ws.db, testHub, around, 'full'));
  const before = rowsOf(ws.db);
  expect(before.get('attempt')?.length).toBeGreaterThan(80);
  expect(must(await verifyProjections(ws.db))).toMatchObject({
    same: true,
    firstDifference: null,
    events: history.length + around.length,
  });
  must(await rebuildProjections(ws.db));
  expect(rowsOf(ws.db)).toEqual(before);
  must(appendFleetEvents(ws.db, testHub, [requeueOf(ws.db)], 'full'));
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
  expect(ws.db.integrityProblems()).toEqual([]);
});

test('a changed value of the fleet is named by verify', async () => {
  const ws = testWorkspace();
  must(appendFleetEvents(ws.db, testHub, history, 'normal'));
  must(
    ws.db.write('normal', (tx) => {
      tx.db.run("UPDATE attempt SET cost_micros = 1 WHERE currency = 'EUR'");
      return { ok: true, value: null };
    }),
  );
  const { same, firstDifference } = must(await verifyProjections(ws.db));
  expect(same).toBe(false);
  expect(firstDifference).toMatch(/^attempt \d+ 1: cost_micros is 1, replay gives/);
});

test('how events are batched leaves no trace in the tables', () => {
  const [one, many] = [testWorkspace(), testWorkspace()];
  must(appendFleetEvents(one.db, testHub, history, 'normal'));
  for (const event of history) must(appendFleetEvents(many.db, testHub, [event], 'normal'));
  for (const { name } of PROJECTION_TABLES.filter((table) => table.name.startsWith('task')))
    expect(rowsOf(many.db).get(name)).toEqual(rowsOf(one.db).get(name));
  expect(rowsOf(many.db).get('attempt')).toEqual(rowsOf(one.db).get('attempt'));
  expect(rowsOf(many.db).get('agent_state')).toEqual(rowsOf(one.db).get('agent_state'));
});

test('what a source delivers again changes nothing, also within one batch', () => {
  const ws = testWorkspace();
  const sourced = history.slice(0, 600).map((event, n) => ({ sourceId: `n${n}`, event }));
  expect(must(ingestFleetEvents(ws.db, testHub, sourced.slice(0, 400), 'normal'))).toEqual({
    fresh: 400,
  });
  const again = [...sourced.slice(350), ...sourced.slice(580), ...sourced.slice(0, 10)];
  expect(must(ingestFleetEvents(ws.db, testHub, again, 'normal'))).toEqual({ fresh: 200 });
  const straight = testWorkspace();
  must(ingestFleetEvents(straight.db, testHub, sourced, 'normal'));
  const strip = (db: WorkspaceDb) =>
    db.read.all(
      'SELECT id, status, generation, failures, reclaims, agent_id, ended_at FROM task ORDER BY id',
    );
  expect(strip(ws.db)).toEqual(strip(straight.db));
});

test('a batch is written whole or not at all', async () => {
  const ws = testWorkspace();
  const submit = (n: number, clientKey: string): FleetEvent => ({
    type: 'task.submitted',
    at: at.wall,
    by: person,
    taskId: taskNamed(n),
    clientKey,
    spec: specOf({ description: `Task ${n}` }),
    complexity: { tier: 'trivial', source: 'inferred', inferred: 'trivial', confidence: 1, reasons: [] },
    sample: false,
    rank: n,
    waitsFor: [],
  });
  const store = createFleetStore(ws.db, testHub);
  must(await store.append([submit(1, 'a')], 'full'));
  for (const batch of [
    [submit(2, 'b'), submit(3, 'a')],
    [submit(2, 'b'), submit(3, 'b')],
  ]) {
    const refused = await store.append(batch, 'full');
    expect(refused.ok ? null : refused.error.code).toBe('task.key-conflict');
  }
  expect(ws.db.read.value('SELECT count(*) FROM event')).toBe(1);
  expect(await store.statusOf([taskNamed(1), taskNamed(2)])).toEqual(
    new Map([
      [taskNamed(1), 'queued'],
      [taskNamed(2), null],
    ]),
  );
  expect(await store.submission(person.id, 'a')).toEqual({
    taskId: taskNamed(1),
    digest: specDigest(specOf({ description: 'Task 1' })),
  });
  expect(await store.submission('ac_other', 'a')).toBeNull();
  must(await store.append([submit(2, 'b')], 'full'));
  expect([...must(await store.load(at)).tasks.keys()]).toEqual([taskNamed(1), taskNamed(2)]);
});

test('an attempt is known by how its own agent ended it, and by nothing else', async () => {
  const ws = testWorkspace();
  const store = createFleetStore(ws.db, testHub);
  let count = 0;
  const told = history.map((event): FleetEvent => {
    if (event.type !== 'attempt.ended') return event;
    count += 1;
    const by = { kind: 'agent' as const, id: event.agentId, name: 'An agent' };
    if (count % 3 === 0) return { ...event, by: byHub, reason: 'stuck' };
    return { ...event, by, reason: count % 3 === 1 ? 'declined' : 'failed' };
  });
  must(await store.append(told, 'full'));
  const ownEndOf = (event: FleetEvent): string | null => {
    if (event.type === 'task.completed') return 'completed';
    if (event.type !== 'attempt.ended' || event.by.kind !== 'agent') return null;
    return event.reason === 'declined' ? null : event.reason;
  };
  const seen = new Set<string | null>();
  for (const event of told) {
    if (event.type !== 'attempt.ended' && event.type !== 'task.completed') continue;
    const { taskId, generation, agentId } = event;
    const end = await store.reportedEnd({ taskId, generation, agentId });
    expect(end).toBe(ownEndOf(event));
    seen.add(end);
    expect(await store.reportedEnd({ taskId, generation, agentId: AgentId.parse('ag_nobody') })).toBeNull();
    expect(await store.reportedEnd({ taskId, generation: 999, agentId })).toBeNull();
  }
  expect(seen).toEqual(new Set(['completed', 'failed', null]));
});

function requeueOf(db: WorkspaceDb): FleetEvent {
  const dead = db.read.get<{ id: string; generation: number }>(
    "SELECT id, generation FROM task WHERE status = 'dead-letter' LIMIT 1",
  );
  const submitted = history.find((event) => event.type === 'task.submitted' && event.taskId === dead?.id);
  if (dead === null || submitted?.type !== 'task.submitted') throw new Error('no dead letter');
  const { taskId, spec, complexity, by, sample } = submitted;
  return {
    type: 'task.requeued',
    at: at.wall,
    by: person,
    taskId,
    rank: 7000,
    lane: 'urgent',
    spec,
    complexity,
    submitter: by,
    submittedAt: submitted.at,
    sample,
    generation: dead.generation,
    waitsFor: [],
    keptBy: null,
  };
}

test('a dead letter is found as it stood, and goes back into the queue as if it were new', async () => {
  const ws = testWorkspace();
  const store = createFleetStore(ws.db, testHub);
  must(await store.append(history, 'normal'));
  const requeued = requeueOf(ws.db);
  if (requeued.type !== 'task.requeued') throw new Error('not a requeue');
  const dead = await store.deadLetter(requeued.taskId, at);
  expect(dead).toMatchObject({ id: requeued.taskId, failures: 1, generation: requeued.generation });
  expect(dead?.workedBeforeMs).toBeGreaterThan(5000);
  must(await store.append([requeued], 'full'));
  expect(await store.deadLetter(requeued.taskId, at)).toBeNull();
  const task = must(await store.load(at)).tasks.get(requeued.taskId);
  expect(task).toMatchObject({
    lane: 'urgent',
    failures: 0,
    generation: requeued.generation,
    workedBeforeMs: 0,
    spentBefore: { cost: null, tokensIn: 0, tokensOut: 0 },
    avoided: new Set(),
  });
});

test('removing the sample fleet leaves no row of it in any table', async () => {
  const ws = testWorkspace();
  must(appendFleetEvents(ws.db, testHub, [...around, ...history], 'normal'));
  const sample = ws.db.read.column<string>('SELECT id FROM task WHERE sample = 1');
  expect(sample.length).toBeGreaterThan(3);
  must(appendFleetEvents(ws.db, testHub, [{ type: 'sample.removed', at: at.wall, by: person }], 'full'));
  expect(ws.db.read.value('SELECT count(*) FROM task WHERE sample = 1')).toBe(0);
  for (const table of ['attempt', 'task_dependency'])
    expect(
      ws.db.read.value(`SELECT count(*) FROM ${table} WHERE task_seq NOT IN (SELECT seq FROM task)`),
    ).toBe(0);
  for (const table of ['agent_state', 'hub_token'])
    expect(
      ws.db.read.value(`SELECT count(*) FROM ${table} WHERE agent_id NOT IN (SELECT id FROM agent)`),
    ).toBe(0);
  expect(ws.db.read.value('SELECT count(*) FROM proposal WHERE task_id NOT IN (SELECT id FROM task)')).toBe(
    0,
  );
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
});

test('a commit tells which tasks and agents it moved', () => {
  const ws = testWorkspace();
  const told: { areas: string[]; tasks: number; agents: number }[] = [];
  ws.db.feed.subscribe(({ changes: { areas, taskIds, agentIds } }) =>
    told.push({ areas: [...areas].toSorted(), tasks: taskIds.size, agents: agentIds.size }),
  );
  must(appendFleetEvents(ws.db, testHub, history.slice(0, 3), 'normal'));
  must(appendFleetEvents(ws.db, testHub, history.slice(60, 61), 'normal'));
  expect(told).toEqual([
    { areas: ['agents', 'fleet'], tasks: 0, agents: 1 },
    { areas: ['fleet', 'tasks'], tasks: 1, agents: 0 },
  ]);
});
