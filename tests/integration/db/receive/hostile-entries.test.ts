import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Batch, batchBody } from '../../../../core/domain/sync/batch.ts';
import { MAX_COUNTER, MAX_DRIFT_MS, packHlc } from '../../../../core/kernel/hlc.ts';
import { ActorId, DeviceId } from '../../../../core/kernel/ids.ts';
import { revisionJson } from '../../../../db/json-columns.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { headsOf } from '../../../../db/records/revision.ts';
import { revisionIdOf } from '../../../../db/records/revision-ids.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import { receiveOps, receiveRevisions } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import { hashOf } from '../../../../db/usecases/seal/seal-batches.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must } from '../open-workspace.ts';
import { addPlan } from '../plan.ts';
import { deliver, openDevice, sentBy, TRUSTS_ALL } from './devices.ts';
import { keys, peerOf, signedWorkspace, threeBatches } from './signed-workspace.ts';

const ada = ActorId.parse('ac_ada');
const evil = DeviceId.parse('de_evil');
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** An op as anybody may send it, every part of which may be anything. */
function opAt(millis: number, n: number, field: string, value: unknown, extra: object = {}) {
  return {
    id: `op_x${n}`,
    hlc: packHlc({ millis, counter: n }, evil),
    device: evil,
    actor: 'ac_evil',
    correlation: 'c',
    entity: { kind: 'settings', id: 'settings' },
    patch: { [field]: { value } },
    signature: null,
    ...extra,
  };
}

/** Kinds of poison: what each is, and whether it may be applied. */
const poison = fc.oneof(
  fc.integer({ min: 101, max: 6000 }).map((depth) => ({ value: nested(depth) })),
  fc.integer({ min: 101, max: 6000 }).map((depth) => ({ extra: { also: nested(depth) } })),
  fc.constantFrom('\ud800', 'a\udc00b').map((torn) => ({ extra: { correlation: torn } })),
  fc
    .constantFrom('\ud800', 'a\udc00b')
    .map((torn) => ({ extra: { entity: { kind: 'settings', id: torn } } })),
  fc.constantFrom('\ud800', 'a\udc00b').map((torn) => ({ extra: { entity: { kind: torn, id: 'x' } } })),
  fc.constantFrom('\ud800', 'a\udc00b').map((torn) => ({ field: torn })),
  fc.constantFrom('\ud800', 'a\udc00b').map((torn) => ({ extra: { signature: torn } })),
  fc.jsonValue().map((patch) => ({ extra: { patch: [patch] } })),
);

test('whatever an entry holds, it is set aside by itself: the ones beside it are taken in, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.array(poison, { minLength: 1, maxLength: 4 }), fc.nat(4), (kinds, at) => {
      const here = openDevice('here', 1);
      const now = here.clock.now();
      const bad = kinds.map(({ field = 'x', value = 1, extra = {} }: Poison, n) =>
        opAt(now - 500, n + 1, field, value, extra),
      );
      const good = opAt(now - 400, 9, 'staleAfterDays', 4);
      const received = must(receiveOps(here.db, bad.toSpliced(at, 0, good), TRUSTS_ALL));
      expect(received).toMatchObject({ applied: 1, setAside: bad.length });
      expect(readSettings(here.db.read).staleAfterDays).toBe(4);
      expect(must(receiveOps(here.db, [good], TRUSTS_ALL))).toMatchObject({ repeated: 1 });
      here.db.close();
    }),
    { numRuns: 15 },
  );
});

interface Poison {
  readonly field?: string;
  readonly value?: unknown;
  readonly extra?: object;
}

test('text that is torn in a value is kept exactly: the same op again is known', () => {
  const here = openDevice('here', 1);
  const op = opAt(here.clock.now() - 500, 1, 'x', 'half \ud83d of a pair');
  expect(must(receiveOps(here.db, [op], TRUSTS_ALL))).toMatchObject({ applied: 1 });
  expect(must(receiveOps(here.db, [op], TRUSTS_ALL))).toMatchObject({ repeated: 1 });
});

test('a stamp at the end of its millisecond is applied and stops neither this device nor older ops', () => {
  for (const counter of [MAX_COUNTER - 1, MAX_COUNTER]) {
    const here = openDevice('here', 1);
    const now = here.clock.now();
    const hlc = packHlc({ millis: now + MAX_DRIFT_MS, counter }, evil);
    const last = opAt(now, 1, 'logEdits', false, { hlc });
    expect(must(receiveOps(here.db, [last], TRUSTS_ALL))).toMatchObject({ applied: 1 });
    const trackerId = addPlan({ db: here.db, actorId: ada });
    expect(readTracker(here.db.read, trackerId)?.name).toBe('Plan');
    const older = opAt(now - 500, 2, 'staleAfterDays', 4);
    expect(must(receiveOps(here.db, [older], TRUSTS_ALL))).toMatchObject({ applied: 1 });
  }
});

describe('a batch nested too deeply', () => {
  test('is refused by name, signed by its device or not, and those of others come in', () => {
    const ws = signedWorkspace();
    const [first, second] = threeBatches(ws);
    if (first === undefined || second === undefined) throw new Error('nothing was sealed');
    const peer = peerOf(ws);
    const take = (body: string, signature: string) =>
      must(receiveBatch(peer, { body, signature }, [], keyChecks)).outcome;
    const deep = (depth: number): string =>
      `{"a":${'['.repeat(depth)}${']'.repeat(depth)},"version":1,"workspace":"x"}`;
    for (const depth of [101, 3000, 20_000]) {
      expect(take(deep(depth), 'AAAA')).toBe('set-aside');
      expect(take(deep(depth), keys.sign(deep(depth)))).toBe('set-aside');
    }
    expect(peer.read.column('SELECT DISTINCT reason FROM batch')).toEqual(['batch.broken']);
    expect(take(first.body, first.signature)).toBe('accepted');
    const old: Batch = JSON.parse(second.body);
    const one = batchBody({ ...old, previous: hashOf(first.body), ops: [], events: [{ payload: 'none' }] });
    expect(take(one, keys.sign(one))).toBe('accepted');
  });
});

describe('a text from elsewhere', () => {
  function history() {
    const there = openDevice('there', 2);
    const here = openDevice('here', 1);
    const trackerId = addPlan({ db: there.db, actorId: ada });
    deliver(here, sentBy(there));
    const head = headsOf(here.db.read, trackerId)[0];
    if (head === undefined) throw new Error('no text');
    const payload = here.db.read.value<string>(
      "SELECT payload FROM event WHERE source = 'revision' AND source_id = ?",
      head.id,
    );
    const record = { ...must(revisionJson.read(payload ?? '')), parents: [head.id], items: {} };
    return { here, head, record };
  }

  const conflict = {
    address: 'x',
    title: 't',
    field: 'status',
    base: null,
    earlier: 'a',
    later: 'b',
    rule: 'r',
    kept: 'later' as const,
    itemId: null,
  };

  test('with conflicts that are between nothing, share an id or take that of another is set aside, and says so', () => {
    const { here, head, record } = history();
    const sides = { earlier: head.id, later: head.id };
    const send = (parts: object) => {
      const made = must(
        revisionJson.read(JSON.stringify({ v: revisionJson.version, d: { ...record, ...parts } })),
      );
      const id = revisionIdOf(made);
      const at = here.clock.now();
      const note = {
        revision: id,
        device: evil,
        at,
        cause: 'edit',
        actorId: null,
        author: null,
        summary: '',
      };
      must(
        receiveRevisions(
          here.db,
          {
            revisions: [{ id, payload: revisionJson.write(made) }],
            notes: [
              { id: `${id}:${evil}`, payload: JSON.stringify({ v: 1, d: { ...note, correlation: 'c' } }) },
            ],
            contents: [],
          },
          TRUSTS_ALL,
        ),
      );
      return here.db.read.value<string>("SELECT detail FROM parked WHERE kind = 'revision' AND id = ?", id);
    };
    expect(send({ conflicts: [conflict] })).toBe('its conflicts are between no revisions');
    const named = { ...conflict, id: 'co_one' };
    expect(send({ sides, conflicts: [named, { ...named, field: 'owner' }] })).toBe(
      'two of its conflicts have one id',
    );
    expect(send({ sides, conflicts: [{ ...conflict, id: '../../x' }] })).toBe(
      'a conflict of it has no proper id',
    );
    expect(send({ sides, conflicts: [named] })).toBeNull();
    expect(send({ sides, conflicts: [{ ...named, title: 'another' }] })).toBe(
      'a conflict of it has the id of another one',
    );
  });

  test.each([9e15, -9e15, 1e300])('noted at %d, which is no day, is set aside and stops nothing', (at) => {
    const { here, head } = history();
    const note = {
      revision: head.id,
      device: evil,
      at,
      cause: 'edit',
      actorId: null,
      author: null,
      summary: '',
    };
    const payload = JSON.stringify({ v: 1, d: { ...note, correlation: 'c' } });
    const texts = { revisions: [], notes: [{ id: `${head.id}:${evil}`, payload }], contents: [] };
    expect(must(receiveRevisions(here.db, texts, TRUSTS_ALL))).toMatchObject({ setAside: 1, applied: 0 });
  });
});

test('names from elsewhere are shown on one line, without what steers a terminal or hides a letter', () => {
  const here = openDevice('here', 1);
  const name = '\u001b[31mEve\u0007\r\n\u200b\u202ecmd';
  const entity = (kind: string, id: string) => ({ entity: { kind, id } });
  const now = here.clock.now() - 500;
  must(
    receiveOps(
      here.db,
      [
        opAt(now, 1, 'name', name, entity('device', 'de_x')),
        opAt(now, 2, 'name', name, entity('tracker', 'tr_x')),
        opAt(now, 3, 'name', name, {
          ...entity('actor', 'ac_x'),
          patch: { name: { value: name }, publicKey: { value: 'key' } },
        }),
        opAt(now, 4, 'name', '\u0007', entity('device', 'de_y')),
      ],
      TRUSTS_ALL,
    ),
  );
  expect(here.db.read.column('SELECT name FROM device ORDER BY id')).toEqual(['[31mEve cmd', 'de_y']);
  expect(here.db.read.column('SELECT name FROM actor')).toEqual(['[31mEve cmd']);
  expect(here.db.read.value<string>('SELECT name FROM tracker')).not.toMatch(/\p{Cc}/u);
});
