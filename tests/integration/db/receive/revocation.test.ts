import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeyChecks } from '../../../../core/domain/sync/known-keys.ts';
import { accepted } from '../../../../core/domain/sync/verdict.ts';
import { verifyOp } from '../../../../core/domain/sync/verify-op.ts';
import { MAX_DRIFT_MS, packHlc } from '../../../../core/kernel/hlc.ts';
import { ActorId, DeviceId, OpId } from '../../../../core/kernel/ids.ts';
import type { OpEnvelope, Patch } from '../../../../core/kernel/op.ts';
import { enrolledKeys } from '../../../../db/readers/enrolled-keys.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { readActor } from '../../../../db/records/actor.ts';
import { verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { must } from '../open-workspace.ts';
import { type Device, openDevice, tablesOf } from './devices.ts';

/** Keys whose signature is their name, so that what is tried here is who may sign and not how. */
const checks: KeyChecks = {
  verify: (publicKey, _text, signature) => signature === `by ${publicKey}`,
  fingerprint: (publicKey) => `print of ${publicKey}`,
};
const device = DeviceId.parse('de_other');
const BASE = Date.UTC(2026, 10, 20, 8);

/** An op at a minute, signed by an actor. */
function op(minute: number, by: string, entity: OpEnvelope['entity'], patch: Patch): OpEnvelope {
  const hlc = packHlc({ millis: BASE + minute * 60_000, counter: 0 }, device);
  return {
    id: OpId.parse(`op_${minute}`),
    hlc,
    device,
    actor: ActorId.parse(`ac_${by}`),
    correlation: 'cr_1',
    entity,
    patch,
    signature: `by key ${by}`,
  };
}

const enrols = (minute: number, by: string, who: string, key = `key ${who}`) =>
  op(
    minute,
    by,
    { kind: 'actor', id: `ac_${who}` },
    { name: { value: who }, publicKey: { value: key }, fingerprint: { value: `print of ${key}` } },
  );
const stampAt = (minute: number) => packHlc({ millis: BASE + minute * 60_000, counter: 0 }, device);
/** `knew`: up to which minute the revoker had seen what the other signed; null where the revocation says nothing of it. */
const revokes = (minute: number, by: string, who: string, knew: number | null = null) =>
  op(
    minute,
    by,
    { kind: 'actor', id: `ac_${who}` },
    {
      revoked: { value: true },
      ...(knew === null ? {} : { knew: { value: { [device]: stampAt(knew) } } }),
    },
  );
const sets = (minute: number, by: string) =>
  op(minute, by, { kind: 'settings', id: 'settings' }, { staleAfterDays: { value: minute + 1 } });
const enrolsDevice = (minute: number, by: string, name: string) =>
  op(
    minute,
    by,
    { kind: 'device', id: `de_${name}` },
    { signingKey: { value: `key ${name}` }, fingerprint: { value: `print of key ${name}` } },
  );

const ROOT = enrols(0, 'root', 'root');

function deliver(db: WorkspaceDb, ops: readonly OpEnvelope[]) {
  const known = enrolledKeys(db.read);
  const check = { op: (one: OpEnvelope) => verifyOp(one, known, checks), note: () => accepted };
  return must(receiveOps(db, ops, check));
}

function after(...ops: readonly OpEnvelope[]): Device {
  const here = openDevice('here', 1);
  for (const one of [ROOT, ...ops]) deliver(here.db, [one]);
  return here;
}

/** All that devices must agree on once they were given the same. */
const stateOf = (here: Device) => ({
  log: here.db.read.column('SELECT id FROM op ORDER BY id'),
  parked: here.db.read.all('SELECT id, state, reason FROM parked ORDER BY id'),
  tables: tablesOf(here),
});

test('an actor whose revocation came before its enrolment is enrolled and revoked, and what it signed before counts', () => {
  const [enrolment, own, revocation] = [enrols(1, 'root', 'x'), sets(5, 'x'), revokes(9, 'root', 'x')];
  const here = after(revocation);
  expect(readActor(here.db.read, 'ac_x')).toBeNull();
  deliver(here.db, [own]);
  deliver(here.db, [enrolment]);
  expect(readActor(here.db.read, 'ac_x')).toMatchObject({ publicKey: 'key x', name: 'x' });
  expect(readActor(here.db.read, 'ac_x')?.revokedAt).not.toBeNull();
  expect(readSettings(here.db.read).staleAfterDays).toBe(6);
  expect(stateOf(here)).toEqual(stateOf(after(enrolment, own, revocation)));
});

test('what a revoked actor signed later is taken back where it came before the revocation', () => {
  const [enrolment, own, revocation] = [enrols(1, 'root', 'x'), sets(9, 'x'), revokes(5, 'root', 'x')];
  const before = after(enrolment, sets(3, 'root'), own);
  expect(readSettings(before.db.read).staleAfterDays).toBe(10);
  deliver(before.db, [revocation]);
  expect(readSettings(before.db.read).staleAfterDays).toBe(4);
  expect(stateOf(before).parked).toEqual([{ id: 'op_9', state: 'set-aside', reason: 'actor.revoked' }]);
  expect(stateOf(before)).toEqual(stateOf(after(enrolment, sets(3, 'root'), revocation, own)));
});

test('of two who revoke each other the one enrolled first stands, whatever time the other claims, in either order', () => {
  const people = [enrols(1, 'root', 'x'), enrols(2, 'root', 'y')];
  for (const claimed of [4, 6]) {
    const [senior, junior] = [revokes(5, 'x', 'y', 3), revokes(claimed, 'y', 'x', 3)];
    const one = after(...people, senior, junior);
    const other = after(...people, junior, senior);
    expect(readActor(one.db.read, 'ac_x')?.revokedAt).toBeNull();
    expect(readActor(one.db.read, 'ac_y')?.revokedAt).not.toBeNull();
    expect(stateOf(other)).toEqual(stateOf(one));
  }
});

test('a stolen key gains nothing by dating back what it signs: what the revoker had not seen is set aside', () => {
  const seen = [enrols(1, 'root', 'x'), sets(3, 'x')];
  const revocation = revokes(9, 'root', 'x', 3);
  const stolen = [
    enrolsDevice(5, 'x', 'new'),
    enrols(6, 'x', 'mallory'),
    op(8, 'mallory', { kind: 'actor', id: 'ac_root' }, { revoked: { value: true } }),
  ];
  const one = after(...seen, revocation, ...stolen);
  const other = after(...seen, ...stolen, revocation);
  for (const here of [one, other]) {
    expect(readActor(here.db.read, 'ac_root')?.revokedAt).toBeNull();
    expect(readActor(here.db.read, 'ac_mallory')).toBeNull();
    expect(here.db.read.value("SELECT 1 FROM device WHERE id = 'de_new'")).toBeNull();
    expect(readSettings(here.db.read).staleAfterDays).toBe(4);
  }
  expect(stateOf(other)).toEqual(stateOf(one));
});

test('whoever was enrolled by a revoked actor is nobody, nor is their device, even if they signed already', () => {
  const here = after(
    enrols(1, 'root', 'x'),
    enrols(6, 'x', 'y'),
    enrolsDevice(7, 'y', 'new'),
    revokes(5, 'root', 'x'),
  );
  expect(readActor(here.db.read, 'ac_y')).toBeNull();
  expect(here.db.read.value("SELECT 1 FROM device WHERE id = 'de_new'")).toBeNull();
  expect(stateOf(here).parked).toEqual([
    { id: 'op_6', state: 'set-aside', reason: 'actor.revoked' },
    { id: 'op_7', state: 'parked', reason: 'actor.unknown' },
  ]);
});

const person = fc.constantFrom('x', 'y', 'z');
const signer = fc.constantFrom('x', 'y', 'z', 'root');
const act = fc.record({
  kind: fc.constantFrom('enrol', 'revoke', 'revoke', 'settings', 'settings', 'device'),
  by: signer,
  who: person,
  key: fc.constantFrom('one', 'two'),
  knew: fc.option(fc.nat(12)),
});
const PEOPLE = [enrols(1, 'root', 'x'), enrols(2, 'root', 'y'), enrols(3, 'x', 'z')];

test('whatever order enrolments, revocations and what was signed come in, every device ends with the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 4, maxLength: 12 }),
      fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      fc.boolean(),
      async (acts, keys, ahead) => {
        const later = acts.map(({ kind, by, who, key, knew }, at) => {
          // Some are written ahead of what this device's clock allows, and have to wait.
          const minute = at + 4 + (ahead && at % 4 === 3 ? 90 : 0);
          // Everybody has one key but x, for whom two may be given.
          if (kind === 'enrol')
            return enrols(minute, by, who, who === 'x' && key === 'two' ? 'key other' : `key ${who}`);
          if (kind === 'revoke') return revokes(minute, by, who, knew);
          return kind === 'device' ? enrolsDevice(minute, by, `d${who}`) : sets(minute, by);
        });
        const ops = [...PEOPLE, ...later];
        const states = [0, 1, 2].map((round) => {
          const here = openDevice(`r${round}`, round + 1);
          deliver(here.db, [ROOT]);
          const order = [...ops, ...ops.slice(0, 4)]
            .map((one, at) => ({
              one,
              key: round === 0 ? at : (keys[(at * 7 + round * 13) % keys.length] ?? 0),
            }))
            .toSorted((one, other) => one.key - other.key);
          for (const { one } of order) deliver(here.db, [one]);
          here.clock.pass(2 * 60 * 60_000 + MAX_DRIFT_MS);
          deliver(here.db, []);
          return { here, state: stateOf(here) };
        });
        for (const { here, state } of states) {
          expect(state).toEqual(states[0]?.state);
          expect(must(await verifyProjections(here.db))).toMatchObject({ same: true });
          here.db.close();
        }
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);
