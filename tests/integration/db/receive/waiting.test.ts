import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Batch, batchBody, type SealedBatch } from '../../../../core/domain/sync/batch.ts';
import { accepted, parked as parkedUntil, setAside } from '../../../../core/domain/sync/verdict.ts';
import { ActorId, type TrackerId } from '../../../../core/kernel/ids.ts';
import type { ReceivedOp } from '../../../../core/kernel/op.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { getContent } from '../../../../db/contents/content-store.ts';
import { revisionJson } from '../../../../db/json-columns.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { currentRevision, headsOf } from '../../../../db/records/revision.ts';
import { revisionIdOf } from '../../../../db/records/revision-ids.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import { putBatch } from '../../../../db/tables/batch.ts';
import { MAX_PARKED } from '../../../../db/usecases/receive/ingestion.ts';
import { receiveOps, receiveRevisions } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch, receiveWaiting } from '../../../../db/usecases/receive/receive-batch.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { hashOf } from '../../../../db/usecases/seal/seal-batches.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { addTracker } from '../../../../db/usecases/trackers.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must, testClock } from '../open-workspace.ts';
import { PLAN } from '../plan.ts';
import { deliver, mergeTwo, openDevice, type Sent, sentBy, TRUSTS_ALL, tablesOf } from './devices.ts';
import {
  countersIn,
  device,
  keys,
  peerOf,
  type SignedWorkspace,
  sealedBy,
  signedWorkspace,
  threeBatches,
} from './signed-workspace.ts';

const addPlan = (ws: { readonly db: WorkspaceDb; readonly actorId: SignedWorkspace['actorId'] }): TrackerId =>
  must(
    addTracker(ws.db, {
      name: 'Plan',
      path: null,
      profile: 'generic',
      mapping: null,
      bytes: Buffer.from(PLAN),
      actorId: ws.actorId,
      summary: 'Imported',
    }),
  ).trackerId;

const save = (db: WorkspaceDb, trackerId: TrackerId, text: string) =>
  must(
    recordRevision(db, {
      trackerId,
      bytes: Buffer.from(text),
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside',
    }),
  );

const sql = (db: WorkspaceDb, text: string) =>
  must(
    db.write('full', (tx) => {
      tx.db.run(text);
      return ok(null);
    }),
  );

const parked = (db: WorkspaceDb) =>
  db.read.all('SELECT kind, state, reason FROM parked ORDER BY kind, state, reason');

/** A batch with the contents that travel beside it. */
function withContents(db: WorkspaceDb, sealed: SealedBatch) {
  const { contents }: Batch = JSON.parse(sealed.body);
  return { sealed, contents: contents.flatMap((hash) => getContent(db.read, hash) ?? []) };
}

/** Two batches, each with a text. */
function twoTexts() {
  const ws = signedWorkspace();
  const trackerId = addPlan(ws);
  sealedBy(ws.db);
  save(ws.db, trackerId, PLAN.replace('Todo', 'Done'));
  const batches = sealedBy(ws.db).map((one) => withContents(ws.db, one));
  return { ws, trackerId, batches };
}

const hand = (peer: WorkspaceDb, { sealed, contents }: ReturnType<typeof withContents>) =>
  must(receiveBatch(peer, sealed, contents, keyChecks)).outcome;

describe('a batch that has to wait', () => {
  test('brings its texts when its turn comes, though their contents came long before', () => {
    const { ws, trackerId, batches } = twoTexts();
    const peer = peerOf(ws);
    expect(batches.toReversed().map((one) => hand(peer, one))).toEqual(['parked', 'accepted']);
    expect(parked(peer)).toEqual([]);
    expect(currentRevision(peer.read, trackerId)?.id).toBe(currentRevision(ws.db.read, trackerId)?.id);
  });

  test('is given contents that were missing when it is handed over again', () => {
    const { ws, trackerId, batches } = twoTexts();
    const peer = peerOf(ws);
    for (const one of batches) hand(peer, { ...one, contents: [] });
    expect(parked(peer)).toMatchObject([{ reason: 'content.missing' }, { reason: 'parent.missing' }]);
    expect(batches.map((one) => hand(peer, one))).toEqual(['repeated', 'repeated']);
    expect(parked(peer)).toEqual([]);
    expect(currentRevision(peer.read, trackerId)?.id).toBe(currentRevision(ws.db.read, trackerId)?.id);
  });

  test('for a newer version is accepted by that at its start, and those behind it follow', () => {
    const ws = signedWorkspace();
    const [first, second, third] = threeBatches(ws);
    if (first === undefined || second === undefined || third === undefined) throw new Error('nothing sealed');
    const peer = peerOf(ws);
    // As a version leaves it that can't read it: of nobody, under no number.
    const unread = { ...first, hash: hashOf(first.body), deviceId: null, counter: null, detail: null };
    must(
      peer.write('full', (tx) => {
        putBatch(tx.db, { ...unread, state: 'parked', reason: 'batch.newer' }, tx.now);
        return ok(null);
      }),
    );
    for (const one of [third, second]) hand(peer, { sealed: one, contents: [] });
    expect(countersIn(peer)).toEqual([]);
    must(receiveWaiting(peer, keyChecks));
    expect(countersIn(peer)).toEqual([1, 2, 3]);
    expect(readSettings(peer.read).staleAfterDays).toBe(5);
  });

  test('is refused where too many wait, and the one they wait for is not', () => {
    const ws = signedWorkspace();
    const [first, second] = threeBatches(ws);
    if (first === undefined || second === undefined) throw new Error('nothing sealed');
    const peer = peerOf(ws);
    sql(
      peer,
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
       INSERT INTO batch SELECT 'h' || i, '', NULL, NULL, 'parked', 'batch.newer', NULL, 1, x'0300' FROM n`,
    );
    const refused = receiveBatch(peer, second, [], keyChecks);
    expect(refused.ok ? null : refused.error.code).toBe('receive.full');
    expect(must(receiveBatch(peer, first, [], keyChecks)).outcome).toBe('accepted');
    expect(must(receiveBatch(peer, second, [], keyChecks)).outcome).toBe('accepted');
  });
});

test('batches that come in any order and more than once, with their contents once, end as where they were made', () => {
  const ws = signedWorkspace();
  const trackerId = addPlan(ws);
  for (const status of ['Done', 'Blocked', 'Review']) {
    sealedBy(ws.db);
    ws.clock.pass(1000);
    save(ws.db, trackerId, PLAN.replace('Todo', status));
  }
  const batches = sealedBy(ws.db).map((one) => withContents(ws.db, one));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      fc.boolean(),
      (order, starts, contentsLast) => {
        const peer = peerOf(ws, ws.clock);
        for (const [at, which] of order.entries()) {
          const batch = batches[which];
          if (batch === undefined) throw new Error('no such batch');
          const isOne = contentsLast ? !order.includes(which, at + 1) : order.indexOf(which) === at;
          hand(peer, isOne ? batch : { ...batch, contents: [] });
          if (starts[at]) must(receiveWaiting(peer, keyChecks));
        }
        expect(countersIn(peer)).toEqual([1, 2, 3, 4]);
        expect(parked(peer)).toEqual([]);
        expect(tablesOf({ db: peer })).toEqual(tablesOf(ws));
        peer.close();
      },
    ),
    { numRuns: 6 },
  );
}, 60_000);

describe('a text that waits for one made here', () => {
  test('is shown as soon as this device makes the same merge, and waits no longer', () => {
    const [one, two, here] = [openDevice('one', 1), openDevice('two', 2), openDevice('here', 3)];
    const ada = { actorId: ActorId.parse('ac_ada') };
    const trackerId = addPlan({ db: one.db, ...ada });
    deliver(two, sentBy(one));
    save(one.db, trackerId, PLAN.replace('In Progress', 'Done'));
    two.clock.pass(1000);
    save(two.db, trackerId, PLAN.replace('Sew sails', 'Sew the sails'));
    deliver(here, [...sentBy(one), ...sentBy(two)]);
    deliver(two, sentBy(one));
    const merge = (db: WorkspaceDb) => {
      const [earlier, later] = headsOf(db.read, trackerId);
      if (earlier === undefined || later === undefined) throw new Error('no two heads');
      return mergeTwo(db, trackerId, earlier, later);
    };
    for (const { clock } of [two, here]) clock.set(Date.UTC(2026, 10, 20, 10));
    const merged = merge(two.db);
    const text = Buffer.from(
      getContent(two.db.read, currentRevision(two.db.read, trackerId)?.hash ?? '') ?? '',
    );
    const child = save(two.db, trackerId, `${text.toString()}\nMore.\n`);
    const isMerge = (sent: Sent) => sent.kind === 'revision' && sent.revision.id === merged;
    deliver(
      here,
      sentBy(two).filter((sent) => !isMerge(sent)),
    );
    expect(parked(here.db)).toEqual([{ kind: 'revision', state: 'parked', reason: 'parent.missing' }]);
    expect(merge(here.db)).toBe(merged);
    expect(parked(here.db)).toEqual([]);
    expect(currentRevision(here.db.read, trackerId)?.id).toBe(child.revisionId);
  });

  test('is dropped from what waits when it is made here itself', () => {
    const [there, here] = [openDevice('there', 1), openDevice('here', 2)];
    const trackerId = addPlan({ db: there.db, actorId: ActorId.parse('ac_ada') });
    deliver(here, sentBy(there));
    const text = PLAN.replace('Todo', 'Done');
    const made = save(there.db, trackerId, text);
    deliver(
      here,
      sentBy(there).filter(({ kind }) => kind === 'op' || kind === 'revision'),
    );
    expect(parked(here.db)).toHaveLength(1);
    expect(save(here.db, trackerId, text).revisionId).toBe(made.revisionId);
    expect(parked(here.db)).toEqual([]);
  });
});

describe('a note ahead of the clock', () => {
  function sent(noteDevice: string) {
    const ws = signedWorkspace();
    const trackerId = addPlan(ws);
    const clock = testClock();
    const peer = peerOf(ws, clock);
    for (const sealed of sealedBy(ws.db)) hand(peer, withContents(ws.db, sealed));
    must(setSettings(ws.db, ws.actorId, { staleAfterDays: 5 }));
    const last: Batch = JSON.parse(sealedBy(ws.db).at(-1)?.body ?? '');
    const revision = save(ws.db, trackerId, PLAN.replace('Todo', 'Done')).revisionId;
    const note = {
      revision,
      device: noteDevice,
      at: clock.now() + 20 * 60_000,
      cause: 'edit',
      actorId: null,
      author: null,
      summary: '',
      correlation: 'cr_1',
    };
    const body = batchBody({
      ...last,
      events: [
        {
          source: 'revision-note',
          sourceId: `${revision}:${noteDevice}`,
          kind: 'tracker.observed',
          at: note.at,
          payload: JSON.stringify({ v: 1, d: note }),
        },
      ],
    });
    const outcome = hand(peer, { sealed: { body, signature: keys.sign(body) }, contents: [] });
    return { peer, clock, outcome, id: `${revision}:${noteDevice}` };
  }

  test('is applied when its time comes, whoever sends next', () => {
    const { peer, clock, outcome, id } = sent(device);
    expect(outcome).toBe('accepted');
    expect(parked(peer)).toEqual([{ kind: 'note', state: 'parked', reason: 'clock.ahead' }]);
    clock.pass(30 * 60_000);
    const fromAnother = { ...TRUSTS_ALL, note: () => setAside('note.foreign', 'of another') };
    must(receiveOps(peer, [], fromAnother));
    expect(parked(peer)).toEqual([]);
    expect(peer.read.column("SELECT source_id FROM event WHERE source = 'revision-note'")).toContain(id);
  });

  test('is set aside at once where its sender is not who wrote it, and does not come back at a start', () => {
    const { peer, clock, id } = sent('de_somebody');
    expect(parked(peer)).toEqual([{ kind: 'note', state: 'set-aside', reason: 'note.foreign' }]);
    clock.pass(30 * 60_000);
    must(receiveWaiting(peer, keyChecks));
    expect(peer.read.column("SELECT source_id FROM event WHERE source = 'revision-note'")).not.toContain(id);
  });
});

describe('what is kept of entries that are not applied', () => {
  const fill = (db: WorkspaceDb, state: string, count: number) =>
    sql(
      db,
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT INTO parked SELECT 'op', 'op_' || i, 'd', '{}', '${state}', 'actor.unknown', 'actor:ac_x', NULL, i FROM n`,
    );
  const settings = (hlc: string, actor = 'ac_ada') => ({
    id: `op_${hlc.slice(0, 18)}`,
    hlc,
    device: 'de_other',
    actor,
    correlation: 'cr_1',
    entity: { kind: 'settings', id: 'settings' },
    patch: { staleAfterDays: { value: 9 } },
    signature: null,
  });

  test('is bounded: one more that would wait is refused, one that is applied is not', () => {
    const here = openDevice('here', 1);
    fill(here.db, 'parked', MAX_PARKED);
    const ahead = settings('ffffffffffff-00000-de_other');
    const refused = receiveOps(here.db, [ahead], TRUSTS_ALL);
    expect(refused.ok ? null : refused.error.code).toBe('receive.full');
    const good = settings('000000000001-00000-de_other');
    expect(must(receiveOps(here.db, [good], TRUSTS_ALL))).toMatchObject({ applied: 1 });
  });

  test('of what is wrong only the newest stays, and it keeps nothing else out', () => {
    const here = openDevice('here', 1);
    fill(here.db, 'set-aside', MAX_PARKED + 1);
    const good = settings('000000000001-00000-de_other');
    expect(must(receiveOps(here.db, [good, { hello: 1 }], TRUSTS_ALL))).toMatchObject({
      applied: 1,
      setAside: 1,
    });
    expect(here.db.read.value('SELECT count(*) FROM parked')).toBe(10_000);
    expect(here.db.read.value("SELECT count(*) FROM parked WHERE reason = 'form.broken'")).toBe(1);
  });

  test('an op whose signer is unknown is looked at again when that actor comes, and not before', () => {
    const here = openDevice('here', 1);
    let asked = 0;
    const check = {
      ...TRUSTS_ALL,
      op: (op: ReceivedOp) => {
        if (op.actor !== 'ac_x') return accepted;
        asked += 1;
        return parkedUntil('actor.unknown', 'not enrolled', 'actor:ac_x');
      },
    };
    must(receiveOps(here.db, [settings('000000000001-00000-de_other', 'ac_x')], check));
    must(receiveOps(here.db, [settings('000000000002-00000-de_other')], check));
    expect(asked).toBe(1);
    const enrolment = {
      ...settings('000000000003-00000-de_other'),
      entity: { kind: 'actor', id: 'ac_x' },
      patch: { publicKey: { value: 'PEM' } },
    };
    must(receiveOps(here.db, [enrolment], check));
    expect(asked).toBe(2);
  });
});

test('a revision that joins, doubts or disputes another tracker’s items, or joins what stood side by side, is set aside', () => {
  const [there, here] = [openDevice('there', 1), openDevice('here', 2)];
  const ada = { actorId: ActorId.parse('ac_ada') };
  const trackerId = addPlan({ db: there.db, ...ada });
  const second = addPlan({ db: there.db, ...ada });
  deliver(here, sentBy(there));
  const itemsOf = (id: TrackerId) =>
    here.db.read.column<string>('SELECT id FROM item WHERE tracker_id = ? ORDER BY id', id);
  const [own, ownOther] = itemsOf(trackerId);
  const [foreign] = itemsOf(second);
  const current = currentRevision(here.db.read, trackerId);
  const payload = here.db.read.value<string>(
    "SELECT payload FROM event WHERE source = 'revision' AND source_id = ?",
    current?.id ?? '',
  );
  const record = { ...must(revisionJson.read(payload ?? '')), parents: [current?.id], items: {} };
  const conflict = { address: 'a', title: '', field: 'f', base: null, earlier: null, later: null, rule: '' };
  const send = (changed: unknown) => {
    const parsed = must(revisionJson.read(JSON.stringify({ v: 2, d: changed })));
    const revisions = [{ id: revisionIdOf(parsed), payload: revisionJson.write(parsed) }];
    const noteText = {
      revision: revisionIdOf(parsed),
      device: 'de_there',
      at: 1,
      cause: 'edit',
      actorId: null,
      author: null,
      summary: '',
      correlation: 'c',
    };
    const notes = [{ id: `${noteText.revision}:de_there`, payload: JSON.stringify({ v: 1, d: noteText }) }];
    return must(receiveRevisions(here.db, { revisions, notes, contents: [] }, TRUSTS_ALL)).setAside;
  };
  const before = tablesOf(here);
  expect(send({ ...record, joins: [[own, foreign]] })).toBe(1);
  expect(send({ ...record, joins: [[own, ownOther]] })).toBe(1);
  expect(send({ ...record, doubts: [{ itemId: foreign, address: 'a', score: 0.5 }] })).toBe(1);
  expect(send({ ...record, conflicts: [{ ...conflict, itemId: foreign, kept: 'later' }] })).toBe(1);
  expect(send({ ...record, items: { rv_elsewhere: { put: {}, drop: [] } } })).toBe(1);
  expect(send({ ...record, sides: { earlier: 'rv_nowhere', later: current?.id } })).toBe(1);
  expect(tablesOf(here)).toEqual(before);
  expect(readTracker(here.db.read, trackerId)?.revisionId).toBe(current?.id);
});
