import { expect, test } from 'vitest';
import { type Batch, batchBody, type SealedBatch } from '../../../../core/domain/sync/batch.ts';
import { packHlc } from '../../../../core/kernel/hlc.ts';
import { type ActorId, DeviceId, OpId } from '../../../../core/kernel/ids.ts';
import { type OpEnvelope, signingText } from '../../../../core/kernel/op.ts';
import type { Json } from '../../../../core/kernel/versioned-json.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { readDevice } from '../../../../db/records/device.ts';
import { addActor, revokeActor } from '../../../../db/usecases/actors.ts';
import { deviceDraft } from '../../../../db/usecases/devices.ts';
import { hashOf } from '../../../../db/usecases/seal/seal-batches.ts';
import { actorKeys, deviceKeysFor } from '../../../support/real-keys.ts';
import { must } from '../open-workspace.ts';
import { actor, reasons, receive, type SignedWorkspace, signedWorkspace } from './signed-workspace.ts';

const lap = DeviceId.parse('de_lap');
const lapKeys = await deviceKeysFor(lap);
const bob = actorKeys();

/** Bob and his laptop, which has handed over its first batch: its enrolment, signed by him. */
function withLaptop() {
  const ws = signedWorkspace();
  const bobId = must(
    addActor(
      ws.db,
      ws.actorId,
      { name: 'Bob', kind: 'person', unlock: 'system', ...publicHalf(bob) },
      actor.sign,
    ),
  ).actorId;
  ws.clock.pass(1000);
  const enrolment = opOf(ws, bobId, deviceDraft({ id: lap, name: 'lap' }, lapKeys), 1);
  const signed = { ...enrolment, signature: bob.sign(signingText(enrolment)) };
  const first = batch(ws, 1, null, [signed]);
  expect(receive(ws.db, first)).toBe('accepted');
  return { ws, bobId, first };
}

const publicHalf = ({ publicKey, fingerprint }: typeof bob) => ({ publicKey, fingerprint });

function opOf(
  ws: SignedWorkspace,
  by: ActorId,
  { entity, patch }: Pick<OpEnvelope, 'entity' | 'patch'>,
  counter: number,
) {
  const hlc = packHlc({ millis: ws.clock.now(), counter }, lap);
  return {
    id: OpId.parse(`op_${counter}`),
    hlc,
    device: lap,
    actor: by,
    correlation: 'c',
    entity,
    patch,
    signature: null,
  };
}

function batch(
  ws: SignedWorkspace,
  counter: number,
  previous: string | null,
  ops: readonly object[],
): SealedBatch {
  const said: Batch = {
    version: 1,
    workspace: ws.workspaceId,
    device: lap,
    counter,
    previous,
    ops: ops.map((op): Record<string, Json> => JSON.parse(JSON.stringify(op))),
    events: [],
    contents: [],
  };
  const body = batchBody(said);
  return { body, signature: lapKeys.sign(body) };
}

test('the laptop of a revoked person changes nothing more, whoever it names and whatever time it claims', () => {
  const { ws, bobId, first } = withLaptop();
  ws.clock.pass(1000);
  const days = (value: number) => ({
    entity: { kind: 'settings', id: 'settings' },
    patch: { staleAfterDays: { value } },
  });
  const late = [opOf(ws, bobId, days(77), 2), opOf(ws, ws.actorId, days(88), 3)];
  ws.clock.pass(60_000);
  must(revokeActor(ws.db, ws.actorId, bobId, actor.sign));
  expect(readDevice(ws.db.read, lap)?.revokedAfter).toEqual({ counter: 1, hash: hashOf(first.body) });
  expect(receive(ws.db, first)).toBe('repeated');
  expect(receive(ws.db, batch(ws, 2, hashOf(first.body), late))).toBe('set-aside');
  expect(reasons(ws.db)).toEqual(['device.revoked']);
  expect([77, 88]).not.toContain(readSettings(ws.db.read).staleAfterDays);
});

test('a device on which somebody else signed as well stays when one of them is revoked', () => {
  const { ws, bobId, first } = withLaptop();
  const again = opOf(
    ws,
    ws.actorId,
    { entity: { kind: 'device', id: lap }, patch: { revoked: { value: null } } },
    2,
  );
  const signed = { ...again, signature: actor.sign(signingText(again)) };
  expect(receive(ws.db, batch(ws, 2, hashOf(first.body), [signed]))).toBe('accepted');
  must(revokeActor(ws.db, ws.actorId, bobId, actor.sign));
  expect(readDevice(ws.db.read, lap)?.revokedAfter).toBeNull();
});
