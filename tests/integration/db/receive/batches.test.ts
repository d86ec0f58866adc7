import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Batch, batchBody, type SealedBatch, textsIn } from '../../../../core/domain/sync/batch.ts';
import { ActorId, TrackerId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { revisionJson } from '../../../../db/json-columns.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { batchesAfter, parkedBatches } from '../../../../db/tables/batch.ts';
import { appendEvent, appendOps } from '../../../../db/usecases/append.ts';
import { deviceDraft, enrolDevice, revokeDevice } from '../../../../db/usecases/devices.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { ROWS_PER_BATCH, sealBatches } from '../../../../db/usecases/seal/seal-batches.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { deviceKeysFor } from '../../../support/real-keys.ts';
import { must } from '../open-workspace.ts';
import { TRUSTS_ALL } from './devices.ts';
import {
  acceptedIn,
  actor,
  countersIn,
  device,
  emptyPeerOf,
  keys,
  peerOf,
  reasons,
  receive,
  sealedBy,
  signedWorkspace,
  threeBatches,
} from './signed-workspace.ts';

describe('sealing', () => {
  test('puts what this device wrote since its last batch into the next, chained and signed', () => {
    const ws = signedWorkspace();
    const [first, second, third, ...rest] = threeBatches(ws).map(({ body }): Batch => JSON.parse(body));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ counter: 1, previous: null, device, workspace: ws.workspaceId });
    expect(first?.ops.map((op) => op['entity'])).toMatchObject([
      { kind: 'actor' },
      { kind: 'device' },
      { kind: 'workspace' },
      { kind: 'settings' },
    ]);
    expect([second?.counter, third?.counter]).toEqual([2, 3]);
    expect([second?.ops.length, third?.ops.length]).toEqual([1, 1]);
    expect(must(sealBatches(ws.db, keys)).sealed).toBe(0);
  });

  test('leaves out an edit on its way to its file until it is there, and what was withdrawn for good', () => {
    const ws = signedWorkspace();
    const append = (correlation: string, kind: 'item' | 'intent' = 'item') =>
      must(
        ws.db.write('full', (tx) => {
          const ops = [{ entity: { kind, id: correlation }, patch: { status: { value: 'done' } } }];
          appendOps(tx, { actorId: ws.actorId, correlation, ops });
          return ok(null);
        }),
      );
    const sql = (text: string) =>
      must(
        ws.db.write('full', (tx) => {
          tx.db.run(text);
          return ok(null);
        }),
      );
    sql(
      "INSERT INTO tracker (id, name, added_at, changed_at, recognised) VALUES ('tr_1', 'Plan', 1, 1, '{}')",
    );
    sql("INSERT INTO content VALUES ('h1', 1, 'raw', NULL, 0, x'61')");
    for (const correlation of ['cr_waits', 'cr_gone']) {
      append(correlation);
      sql(
        `INSERT INTO intent VALUES ('in_${correlation}', 'tr_1', 'edit', '${correlation}', '${ws.actorId}', '', 'h1', 'h1', 'rv_1', '{}', NULL, NULL, 1)`,
      );
    }
    const items = () =>
      sealedBy(ws.db).flatMap(({ body }) => {
        const batch: Batch = JSON.parse(body);
        return batch.ops.filter((op) => JSON.stringify(op['entity']).includes('"item"'));
      });
    expect(items()).toEqual([]);
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 3 }));
    expect(items()).toEqual([]);
    sql('DELETE FROM intent');
    append('cr_gone', 'intent');
    expect(items().map((op) => op['correlation'])).toEqual(['cr_waits']);
    expect(items()).toHaveLength(1);
  });

  test('takes a revision along with the note this device made of it, and names its content', () => {
    const ws = signedWorkspace();
    must(
      ws.db.write('full', (tx) => {
        const payload = revisionJson.write({
          tracker: TrackerId.parse('tr_1'),
          parents: [],
          content: 'c0ffee',
          bytes: 1,
          reading: { profile: 'generic', mapping: null },
          items: {},
          doubts: [],
          sides: null,
          conflicts: [],
          joins: [],
        });
        const event = (source: string, sourceId: string, kind: string) =>
          appendEvent(tx, { source, sourceId, kind, at: 0, payload });
        event('revision', 'rv_1', 'test.revision');
        event('revision', 'rv_2', 'test.revision');
        event('revision-note', `rv_1:${device}`, 'test.note');
        event('revision-note', 'rv_2:de_other', 'test.note');
        return ok(null);
      }),
    );
    const batch: Batch = JSON.parse(sealedBy(ws.db).at(-1)?.body ?? '');
    expect(batch.events.map((event) => event['sourceId'])).toEqual(['rv_1', `rv_1:${device}`]);
    expect(batch.contents).toEqual(['c0ffee']);
    expect(textsIn(batch)).toMatchObject({
      revisions: [{ id: 'rv_1' }],
      notes: [{ id: `rv_1:${device}` }],
    });
  });

  test('makes several batches of many rows', () => {
    const ws = signedWorkspace();
    must(
      ws.db.write('full', (tx) => {
        for (let at = 0; at < ROWS_PER_BATCH + 10; at += 1) {
          const ops = [
            {
              entity: deviceDraft({ id: device, name: '' }, null).entity,
              patch: { name: { value: `${at}` } },
            },
          ];
          appendOps(tx, { actorId: ws.actorId, correlation: 'cr_many', ops });
        }
        return ok(null);
      }),
    );
    const batches = sealedBy(ws.db).map(({ body }): Batch => JSON.parse(body));
    expect(batches.map((batch) => batch.ops.length)).toEqual([ROWS_PER_BATCH, 13]);
  });

  test('is refused while no actor has vouched for the key', async () => {
    const ws = signedWorkspace();
    const refused = sealBatches(ws.db, await deviceKeysFor('de_other'));
    expect(refused.ok ? null : refused.error.code).toBe('device.not-enrolled');
  });
});

describe('receiving', () => {
  test('accepts a chain in order, and is told the same again without effect', () => {
    const ws = signedWorkspace();
    const batches = threeBatches(ws);
    const peer = peerOf(ws);
    expect(batches.map((batch) => receive(peer, batch))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(countersIn(peer)).toEqual([1, 2, 3]);
    expect(readSettings(peer.read).staleAfterDays).toBe(5);
    expect(batches.map((batch) => receive(peer, batch))).toEqual(['repeated', 'repeated', 'repeated']);
    expect(
      batchesAfter(peer.read, device, 0, 10).map(({ body, signature }) => ({ body, signature })),
    ).toEqual(batches);
  });

  test('parks what comes too early and accepts it in order when the gap is closed, in any order of arrival', () => {
    const ws = signedWorkspace();
    const batches = threeBatches(ws);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6 }), (order) => {
        const peer = peerOf(ws);
        for (const at of order) {
          const batch = batches[at];
          if (batch !== undefined) receive(peer, batch);
        }
        expect(countersIn(peer)).toEqual([1, 2, 3]);
        expect(readSettings(peer.read).staleAfterDays).toBe(5);
        expect(parkedBatches(peer.read)).toEqual([]);
        expect(acceptedIn(peer)).toBe(3);
      }),
      { numRuns: 10 },
    );
  });

  test('refuses any batch in which a byte was changed, and keeps the chain whole', () => {
    const ws = signedWorkspace();
    const [first] = threeBatches(ws);
    if (first === undefined) throw new Error('nothing was sealed');
    const peer = peerOf(ws);
    const flipped = (text: string, at: number, bit: number) => {
      const bytes = Buffer.from(text);
      const place = at % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << bit), place);
      return bytes.toString('latin1');
    };
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 6 }), fc.boolean(), (at, bit, inBody) => {
        const changed = inBody
          ? { ...first, body: flipped(first.body, at, bit) }
          : { ...first, signature: flipped(first.signature, at, bit) };
        expect(receive(peer, changed)).not.toBe('accepted');
        expect(acceptedIn(peer)).toBe(0);
      }),
      { numRuns: 150 },
    );
    expect(receive(peer, first)).toBe('accepted');
  });

  test('sets a fork aside: the batch that came first stays', () => {
    const ws = signedWorkspace();
    const [first, second] = threeBatches(ws);
    const peer = peerOf(ws);
    if (first === undefined || second === undefined) throw new Error('nothing was sealed');
    const forge = (batch: SealedBatch, change: Partial<Batch>): SealedBatch => {
      const old: Batch = JSON.parse(batch.body);
      const body = batchBody({ ...old, ...change });
      return { body, signature: keys.sign(body) };
    };
    receive(peer, first);
    expect(receive(peer, forge(first, { contents: ['x'] }))).toBe('set-aside');
    expect(receive(peer, forge(second, { previous: 'another' }))).toBe('set-aside');
    expect(receive(peer, forge(second, { ops: [{ device: 'de_other' }] }))).toBe('set-aside');
    expect(receive(peer, forge(second, { workspace: 'ws_other' }))).toBe('set-aside');
    expect(receive(peer, { body: '{}', signature: '' })).toBe('set-aside');
    expect(receive(peer, { body: second.body.replace('"version":1', '"version":2'), signature: '' })).toBe(
      'parked',
    );
    expect(reasons(peer)).toEqual([
      'batch.forked',
      'batch.forked',
      'batch.foreign-op',
      'batch.other-workspace',
      'batch.broken',
      'batch.newer',
    ]);
    expect(receive(peer, second)).toBe('accepted');
  });

  test('parks batches of a device nobody vouched for, and of one vouched for by a stranger', () => {
    const ws = signedWorkspace();
    const batches = threeBatches(ws);
    const peer = emptyPeerOf(ws);
    const enrolment = JSON.parse(batches[0]?.body ?? '').ops[0];
    const stranger = { ...enrolment, entity: { kind: 'actor', id: 'ac_x' }, actor: 'ac_x' };
    must(receiveOps(peer, [stranger], TRUSTS_ALL));
    expect(batches.map((batch) => receive(peer, batch))).toEqual(['parked', 'parked', 'parked']);
    must(
      peer.write('full', (tx) => {
        tx.db.run('DELETE FROM op');
        tx.db.run('DELETE FROM actor');
        return ok(null);
      }),
    );
    const [first] = batches;
    if (first === undefined) throw new Error('nothing was sealed');
    expect(receive(peer, first)).toBe('accepted');
    expect(acceptedIn(peer)).toBe(3);
  });

  test('accepts of a revoked device what was known when it was revoked, and sets aside all behind it', () => {
    const ws = signedWorkspace();
    const batches = threeBatches(ws);
    const peer = peerOf(ws);
    const [first, second, third] = batches;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing sealed');
    receive(peer, first);
    must(enrolDevice(peer, ws.actorId, { id: device, name: 'desk' }, keys, actor.sign));
    must(revokeDevice(peer, ws.actorId, device, actor.sign));
    expect(receive(peer, first)).toBe('repeated');
    expect(receive(peer, second)).toBe('set-aside');
    expect(receive(peer, third)).toBe('set-aside');
    expect(reasons(peer)).toEqual(['device.revoked', 'device.revoked']);
    const own = revokeDevice(ws.db, ws.actorId, device, actor.sign);
    expect(own.ok ? null : own.error.code).toBe('device.own');
  });

  test('accepts nothing of a device that was revoked while it was known by name only', () => {
    const ws = signedWorkspace();
    const [first] = threeBatches(ws);
    if (first === undefined) throw new Error('nothing was sealed');
    const peer = peerOf(ws);
    must(
      peer.write('full', (tx) => {
        const ops = [deviceDraft({ id: device, name: 'desk' }, null)];
        appendOps(tx, { actorId: ws.actorId, correlation: 'cr_1', ops });
        return ok(null);
      }),
    );
    must(revokeDevice(peer, ws.actorId, device, actor.sign));
    expect(receive(peer, first)).toBe('set-aside');
    expect(reasons(peer)).toEqual(['device.revoked']);
  });

  test('sets aside what its signer may not have written, and keeps what waits for a key', () => {
    const ws = signedWorkspace();
    const [first, second] = threeBatches(ws);
    if (first === undefined || second === undefined) throw new Error('nothing was sealed');
    const peer = peerOf(ws);
    receive(peer, first);
    const [enrolment] = JSON.parse(first.body).ops;
    const hlcAt = (counter: string) => String(enrolment.hlc).replace(/-[0-9a-f]{5}-/u, `-${counter}-`);
    const old: Batch = JSON.parse(second.body);
    const note = { revision: 'rv_x', device: 'de_x', at: 1, cause: 'edit', actorId: null, author: null };
    const body = batchBody({
      ...old,
      ops: [
        { ...enrolment, id: 'op_unsigned', hlc: hlcAt('000f1'), signature: null },
        { ...enrolment, id: 'op_stranger', hlc: hlcAt('000f2'), actor: ActorId.parse('ac_x') },
      ],
      events: [
        {
          source: 'revision-note',
          sourceId: 'rv_x:de_x',
          kind: 'tracker.observed',
          at: 1,
          payload: JSON.stringify({ v: 1, d: { ...note, summary: '', correlation: 'cr_x' } }),
        },
      ],
    });
    expect(receive(peer, { body, signature: keys.sign(body) })).toBe('accepted');
    expect(peer.read.all('SELECT kind, state, reason FROM parked ORDER BY kind, id')).toEqual([
      { kind: 'note', state: 'set-aside', reason: 'note.foreign' },
      { kind: 'op', state: 'parked', reason: 'actor.unknown' },
      { kind: 'op', state: 'set-aside', reason: 'signature.missing' },
    ]);
  });

  test('does not count a batch as accepted when applying it failed', () => {
    const ws = signedWorkspace();
    const [first] = threeBatches(ws);
    if (first === undefined) throw new Error('nothing was sealed');
    const peer = peerOf(ws);
    const sql = (text: string) =>
      must(
        peer.write('normal', (tx) => {
          tx.db.run(text);
          return ok(null);
        }),
      );
    sql("CREATE TRIGGER full AFTER INSERT ON op BEGIN SELECT RAISE(ABORT, 'no room'); END");
    expect(() => receiveBatch(peer, first, [], keyChecks)).toThrow('no room');
    sql('DROP TRIGGER full');
    expect(countersIn(peer)).toEqual([]);
    expect(receive(peer, first)).toBe('accepted');
  });
});
