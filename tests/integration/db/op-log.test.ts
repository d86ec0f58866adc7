import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../core/domain/entity-kinds.ts';
import { parseHlc } from '../../../core/kernel/hlc.ts';
import { DeviceId, OpId } from '../../../core/kernel/ids.ts';
import { type Patch, patchJson } from '../../../core/kernel/op.ts';
import { ok } from '../../../core/kernel/result.ts';
import { readSettings } from '../../../db/readers/settings-view.ts';
import { liveTracker } from '../../../db/readers/tracker-views.ts';
import { actorRows, databaseHealth, workspaceFacts } from '../../../db/readers/workspace-view.ts';
import { applyOp } from '../../../db/reducers/apply-op.ts';
import { opsAfter } from '../../../db/tables/op.ts';
import { addActor, revokeActor } from '../../../db/usecases/actors.ts';
import { appendEvent, appendOps } from '../../../db/usecases/append.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import { renameTracker } from '../../../db/usecases/trackers.ts';
import { createWorkspace } from '../../../db/usecases/workspace.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan } from './plan.ts';

/** An op of another device, stamped by hand, applied as if a peer had sent it. */
function applyRemote(ws: TestWorkspace, hlc: string, kind: EntityKind, entityId: string, patch: Patch): void {
  must(
    ws.db.write('full', (tx) => {
      applyOp(tx, {
        seq: tx.nextSeq(),
        id: OpId.parse(tx.id('op')),
        hlc,
        device: DeviceId.parse('de_other'),
        actor: ws.actorId,
        correlation: 'cr_remote',
        kind,
        entityId,
        patch: patchJson.write({ ...patch }),
        signature: null,
      });
      return ok(null);
    }),
  );
}

const hlcAt = (at: number, counter = 0): string =>
  `${at.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(5, '0')}-de_other`;

describe('the first transaction', () => {
  test('makes workspace, device and actor, each with an op signed by the first actor', () => {
    const ws = testWorkspace();
    expect(workspaceFacts(ws.db.read)).toMatchObject({ name: 'Test', sample: false });
    expect(actorRows(ws.db.read)).toMatchObject([{ id: ws.actorId, name: 'Ada', revokedAt: null }]);
    const ops = opsAfter(ws.db.read, 0, 100, 100);
    expect(ops.map((op) => op.kind)).toEqual(['actor', 'device', 'workspace']);
    expect(ops.every((op) => op.signature === 'signed' && op.actor === ws.actorId)).toBe(true);
  });

  test('happens once', () => {
    const ws = testWorkspace();
    const again = createWorkspace(ws.db, {
      name: 'Other',
      sample: false,
      deviceName: 'd',
      actor: { name: 'B', kind: 'person', publicKey: '', fingerprint: '', unlock: 'system' },
      sign: () => '',
    });
    expect(again.ok ? null : again.error.code).toBe('workspace.exists');
    expect(workspaceFacts(ws.db.read)?.name).toBe('Test');
  });
});

describe('the clock', () => {
  test('gives every op a later stamp and a later place, and goes on after a restart with a clock set back', () => {
    const ws = testWorkspace();
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 10, logEdits: true }));
    ws.clock.set(ws.clock.now() - 3_600_000);
    const reopened = ws.reopen();
    must(setSettings(reopened, ws.actorId, { staleAfterDays: 20 }));
    const ops = opsAfter(reopened.read, 0, 1000, 1000);
    expect(ops.map((op) => op.seq)).toEqual(ops.map((op) => op.seq).toSorted((a, b) => a - b));
    expect(ops.map((op) => op.hlc)).toEqual(ops.map((op) => op.hlc).toSorted());
    expect(new Set(ops.map((op) => op.hlc)).size).toBe(ops.length);
    expect(readSettings(reopened.read)).toMatchObject({ staleAfterDays: 20, logEdits: true });
  });

  test('once far ahead is not gone on from, but for what was decided then and is decided again', () => {
    const ws = testWorkspace();
    const now = ws.clock.now();
    ws.clock.pass(365 * 86_400_000);
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 10 }));
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 11 }));
    ws.clock.set(now + 1000);
    const db = ws.reopen();
    must(setSettings(db, ws.actorId, { logEdits: true }));
    must(setSettings(db, ws.actorId, { staleAfterDays: 12 }));
    must(setSettings(db, ws.actorId, { logEdits: false }));
    expect(readSettings(db.read)).toMatchObject({ staleAfterDays: 12, logEdits: false });
    const years = opsAfter(db.read, 0, 1000, 1000)
      .slice(-5)
      .map(({ hlc }) => new Date(parseHlc(hlc)?.millis ?? 0).getUTCFullYear());
    expect(years).toEqual([2027, 2027, 2026, 2027, 2026]);
  });

  test('says how many decisions are dated ahead of it, and until when', () => {
    const ws = testWorkspace();
    const now = ws.clock.now();
    expect(databaseHealth(ws.db).datedAhead).toBeNull();
    ws.clock.pass(86_400_000);
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 10 }));
    ws.clock.set(now);
    expect(databaseHealth(ws.db).datedAhead).toEqual({ count: 1, until: now + 86_400_000 });
  });
});

describe('per field the later op by the clock wins', () => {
  test('whatever order they arrive in', () => {
    const ws = testWorkspace();
    const now = ws.clock.now();
    const id = 'settings';
    applyRemote(ws, hlcAt(now + 2000), 'settings', id, { staleAfterDays: { value: 20 } });
    applyRemote(ws, hlcAt(now + 1000), 'settings', id, {
      staleAfterDays: { value: 10 },
      logEdits: { value: true },
    });
    expect(readSettings(ws.db.read)).toEqual({
      ...readSettings(testWorkspace().db.read),
      staleAfterDays: 20,
      logEdits: true,
    });
  });

  test('on a tracker, a stale rename changes nothing while a stale field nobody set yet is taken', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    ws.clock.pass(5000);
    must(renameTracker(ws.db, ws.actorId, trackerId, 'Newer'));
    applyRemote(ws, hlcAt(ws.clock.now() - 1), 'tracker', trackerId, {
      name: { value: 'Older' },
      sample: { value: true },
    });
    expect(liveTracker(ws.db.read, trackerId)).toMatchObject({ name: 'Newer', sample: 1 });
  });

  test('a value this version can’t use leaves the default, not an error', () => {
    const ws = testWorkspace();
    applyRemote(ws, hlcAt(ws.clock.now()), 'settings', 'settings', {
      logEdits: { value: 'always' },
      staleAfterDays: { value: 7 },
      later: { value: 'a setting of the future' },
    });
    expect(readSettings(ws.db.read)).toEqual({ ...readSettings(testWorkspace().db.read), staleAfterDays: 7 });
  });
});

test('how this device looks is kept here and is in no log', () => {
  const ws = testWorkspace();
  const before = opsAfter(ws.db.read, 0, 1000, 1000).length;
  must(setSettings(ws.db, ws.actorId, { theme: 'dark', startAtLogin: true }));
  applyRemote(ws, hlcAt(ws.clock.now()), 'settings', 'settings', { theme: { value: 'contrast' } });
  expect(opsAfter(ws.db.read, 0, 1000, 1000)).toHaveLength(before);
  expect(readSettings(ws.reopen().read)).toEqual({
    ...readSettings(testWorkspace().db.read),
    theme: 'dark',
    startAtLogin: true,
  });
});

test('nothing of a transaction that failed is in the log', () => {
  const ws = testWorkspace();
  const before = opsAfter(ws.db.read, 0, 1000, 1000);
  expect(() =>
    ws.db.write('full', (tx) => {
      appendOps(tx, {
        actorId: ws.actorId,
        correlation: 'cr_x',
        ops: [{ entity: { kind: 'settings', id: 'settings' }, patch: { staleAfterDays: { value: 7 } } }],
      });
      throw new Error('a bug after the op');
    }),
  ).toThrow('a bug after the op');
  expect(opsAfter(ws.db.read, 0, 1000, 1000)).toEqual(before);
  expect(readSettings(ws.db.read).staleAfterDays).toBe(30);
});

test('an event delivered again is nothing, even after a restart', () => {
  const ws = testWorkspace();
  const deliver = () =>
    must(
      ws.db.write('normal', (tx) =>
        ok(
          appendEvent(tx, {
            source: 'hub:a',
            sourceId: '17',
            kind: 'restore-point',
            at: 5,
            payload: '{"v":1,"d":{"id":"rp_1","label":"before sync","revisions":[]}}',
          }),
        ),
      ),
    );
  const first = deliver();
  expect(first).not.toBeNull();
  expect(deliver()).toBeNull();
  ws.reopen();
  expect(deliver()).toBeNull();
  expect(ws.db.read.value('SELECT count(*) FROM restore_point')).toBe(1);
});

test('an event of a kind or version this app doesn’t know is kept and changes nothing', () => {
  const ws = testWorkspace();
  must(
    ws.db.write('normal', (tx) => {
      appendEvent(tx, { source: 's', sourceId: '1', kind: 'weather', at: 1, payload: '{"v":1,"d":{}}' });
      appendEvent(tx, {
        source: 's',
        sourceId: '2',
        kind: 'restore-point',
        at: 1,
        payload: '{"v":9,"d":{}}',
      });
      return ok(null);
    }),
  );
  expect(ws.db.read.value('SELECT count(*) FROM event')).toBe(2);
  expect(ws.db.read.value('SELECT count(*) FROM restore_point')).toBe(0);
});

test('a later stamp than the clock can give is refused with everything in its transaction', () => {
  const ws = testWorkspace();
  must(
    ws.db.write('full', (tx) => {
      tx.db.run('UPDATE clock_state SET counter = 0');
      return ok(null);
    }),
  );
  ws.clock.set(2 ** 48);
  const refused = setSettings(ws.db, ws.actorId, { staleAfterDays: 7 });
  expect(refused.ok ? null : refused.error.code).toBe('clock.overflow');
  expect(readSettings(ws.db.read).staleAfterDays).toBe(30);
});

describe('actors', () => {
  const grace = {
    name: ' Grace ',
    kind: 'person',
    publicKey: 'P',
    fingerprint: 'F',
    unlock: 'passphrase',
  } as const;

  test('are enrolled by an op of another, and names are taken once', () => {
    const ws = testWorkspace();
    const { actorId } = must(addActor(ws.db, ws.actorId, grace, () => 'sig'));
    expect(actorRows(ws.db.read).map((row) => [row.name, row.unlock])).toEqual([
      ['Ada', 'system'],
      ['Grace', 'passphrase'],
    ]);
    const again = addActor(ws.db, ws.actorId, { ...grace, name: 'grace' });
    expect(again.ok ? null : again.error.code).toBe('actor.exists');
    must(revokeActor(ws.db, ws.actorId, actorId));
    expect(actorRows(ws.db.read)[1]?.revokedAt).toBe(ws.clock.now());
    expect(addActor(ws.db, ws.actorId, grace).ok).toBe(true);
  });

  test('the last person can’t be revoked, agents beside them or not', () => {
    const ws = testWorkspace();
    must(addActor(ws.db, ws.actorId, { ...grace, name: 'bot', kind: 'agent' }));
    const refused = revokeActor(ws.db, ws.actorId, ws.actorId);
    expect(refused.ok ? null : refused.error.code).toBe('actor.last');
  });
});
