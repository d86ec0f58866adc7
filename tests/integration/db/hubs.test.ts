import { expect, test } from 'vitest';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { costsBy } from '../../../db/readers/fleet/costs.ts';
import { hubOfTask, knownHubs } from '../../../db/readers/fleet/hubs.ts';
import { PROJECTION_TABLES, projectionRows } from '../../../db/tables/projections.ts';
import { appendFleetEvents, ingestFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import { ensureEmbeddedHub } from '../../../db/usecases/fleet/hubs.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { announceOtherHub, otherHub, receiveFromOtherHub } from '../../support/fleet/another-hub.ts';
import { fleetHistory, taskNamed } from '../../support/fleet/fleet-history.ts';
import { must, testWorkspace } from './open-workspace.ts';

const history = fleetHistory({ seed: 5, agents: 8, tasks: 40 });
const at = { wall: Date.UTC(2026, 10, 20, 12), steady: 5000 };
const perHub = [
  'agent',
  'task',
  'attempt',
  'proposal',
  'endpoint',
  'repository',
  'hub_token',
  'hub_limit',
  'hub_setting',
];

/** The rows of one hub, without what differs between two: its short name, and places in the log. */
function rowsOf(db: WorkspaceDb, n: number) {
  const local = new Set(['hub_n', 'seq', 'events']);
  const isLocal = (name: string) => local.has(name) || name.endsWith('_seq');
  return Object.fromEntries(
    perHub.map((name) => [
      name,
      db.read
        .all<Record<string, unknown>>(`SELECT * FROM ${name} WHERE hub_n = ?`, n)
        .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !isLocal(column))))
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]),
  );
}

test('two hubs that use the same ids keep rows of their own, whatever order their events come in', async () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  const half = Math.floor(history.length / 2);
  must(appendFleetEvents(ws.db, own.id, history.slice(0, half), 'normal'));
  receiveFromOtherHub(ws.db, history);
  must(appendFleetEvents(ws.db, own.id, history.slice(half), 'normal'));
  const alone = testWorkspace();
  const only = must(ensureEmbeddedHub(alone.db, alone.actorId));
  must(appendFleetEvents(alone.db, only.id, history, 'normal'));
  const [first, second] = knownHubs(ws.db.read);
  expect([first?.id, second?.id]).toEqual([own.id, otherHub]);
  for (const hub of [first, second]) expect(rowsOf(ws.db, hub?.n ?? 0)).toEqual(rowsOf(alone.db, only.n));
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true, firstDifference: null });
  expect(must(await createFleetStore(ws.db, otherHub).load(at)).agents.size).toBe(
    must(await createFleetStore(ws.db, own.id).load(at)).agents.size,
  );
});

test('what a hub removes is gone from its own rows alone', async () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  const sample = history.map((event): FleetEvent => ('sample' in event ? { ...event, sample: true } : event));
  must(appendFleetEvents(ws.db, own.id, sample, 'normal'));
  receiveFromOtherHub(ws.db, sample);
  const before = rowsOf(ws.db, own.n);
  const by = { kind: 'hub', id: 'sample', name: 'Sample fleet' } as const;
  receiveFromOtherHub(ws.db, [{ type: 'sample.removed', at: at.wall, by }], sample.length);
  expect(rowsOf(ws.db, own.n)).toEqual(before);
  expect(rowsOf(ws.db, own.n + 1)).toMatchObject({ agent: [], task: [], attempt: [], proposal: [] });
  expect(must(await verifyProjections(ws.db))).toMatchObject({ same: true });
});

test('what a hub delivers again changes nothing, and two hubs may count their events alike', () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  must(appendFleetEvents(ws.db, own.id, history.slice(0, 10), 'normal'));
  expect(receiveFromOtherHub(ws.db, history.slice(0, 30))).toBe(30);
  expect(receiveFromOtherHub(ws.db, history.slice(0, 40))).toBe(10);
  const sourced = history
    .slice(0, 60)
    .map((event, n) => ({ sourceId: String(n + 1).padStart(12, '0'), event }));
  expect(must(ingestFleetEvents(ws.db, otherHub, sourced, 'normal'))).toEqual({ fresh: 20 });
});

test('a hub counts its own events, on over a new start', () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  must(appendFleetEvents(ws.db, own.id, history.slice(0, 5), 'normal'));
  receiveFromOtherHub(ws.db, history.slice(0, 9));
  must(appendFleetEvents(ws.reopen(), own.id, history.slice(5, 8), 'normal'));
  expect(
    ws.db.read.column<string>('SELECT source_id FROM event WHERE source = ? ORDER BY seq', `hub:${own.id}`),
  ).toEqual(Array.from({ length: 8 }, (_, n) => String(n + 1).padStart(12, '0')));
});

test('the hub of a device is announced once, and a device that took over a copy gets one of its own', () => {
  const ws = testWorkspace();
  const first = must(ensureEmbeddedHub(ws.db, ws.actorId));
  expect(first).toMatchObject({ name: 'desk', kind: 'embedded' });
  expect(must(ensureEmbeddedHub(ws.reopen(), ws.actorId))).toEqual(first);
  expect(ws.db.read.value("SELECT count(*) FROM op WHERE entity_kind = 'hub'")).toBe(1);
  must(
    ws.db.write('full', (tx) => {
      tx.db.run("UPDATE workspace SET device_id = 'de_copy'");
      return { ok: true, value: null };
    }),
  );
  const copy = must(ensureEmbeddedHub(ws.db, ws.actorId));
  expect(copy.id).not.toBe(first.id);
  expect(knownHubs(ws.db.read).map(({ id }) => id)).toEqual([first.id, copy.id]);
});

test('a hub whose events come before its name is known by its id, and named when the op is here', async () => {
  const ws = testWorkspace();
  must(ensureEmbeddedHub(ws.db, ws.actorId));
  receiveFromOtherHub(ws.db, history.slice(0, 20));
  expect(knownHubs(ws.db.read)[1]).toMatchObject({ id: otherHub, name: null, deviceId: null });
  announceOtherHub(ws.db, 'Chart room');
  expect(knownHubs(ws.db.read)[1]).toMatchObject({ id: otherHub, name: 'Chart room', deviceId: 'de_other' });
  const before = [...projectionRows(ws.db.read, { name: 'hub', key: ['n'] })];
  must(await rebuildProjections(ws.db));
  expect([...projectionRows(ws.db.read, { name: 'hub', key: ['n'] })]).toEqual(before);
  expect(PROJECTION_TABLES.map(({ name }) => name)).toContain('hub');
});

test('an id is looked for at the hub that is named, else at the preferred one, else wherever it is known', () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  receiveFromOtherHub(ws.db, history);
  const taskId = taskNamed(0);
  const asked = { hubId: null, preferred: own.id };
  expect(hubOfTask(ws.db.read, taskId, asked)).toBe(own.n + 1);
  expect(hubOfTask(ws.db.read, taskId, { ...asked, hubId: own.id })).toBeNull();
  must(appendFleetEvents(ws.db, own.id, history, 'normal'));
  expect(hubOfTask(ws.db.read, taskId, asked)).toBe(own.n);
  expect(hubOfTask(ws.db.read, taskId, { ...asked, hubId: otherHub })).toBe(own.n + 1);
});

test('costs are added up for one hub, or for all', () => {
  const ws = testWorkspace();
  const own = must(ensureEmbeddedHub(ws.db, ws.actorId));
  must(appendFleetEvents(ws.db, own.id, history, 'normal'));
  receiveFromOtherHub(ws.db, history);
  const days = [{ date: 'all', from: 0, to: 9e15 }];
  const attempts = (hubId: typeof own.id | null) =>
    costsBy(ws.db.read, { by: 'day', hubId, days }).rows.reduce((sum, row) => sum + row.attempts, 0);
  expect(attempts(own.id)).toBeGreaterThan(0);
  expect(attempts(otherHub)).toBe(attempts(own.id));
  expect(attempts(null)).toBe(2 * attempts(own.id));
});
