import { describe, expect, test } from 'vitest';
import { accepted, parked as parkedUntil, setAside } from '../../../../core/domain/sync/verdict.ts';
import { actorArrival } from '../../../../core/domain/sync/verify-op.ts';
import { MAX_DRIFT_MS, packHlc } from '../../../../core/kernel/hlc.ts';
import { ActorId, DeviceId, type TrackerId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import type { Commit } from '../../../../db/feed/commit.ts';
import { revisionJson } from '../../../../db/json-columns.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { currentRevision, headsOf } from '../../../../db/records/revision.ts';
import { revisionIdOf } from '../../../../db/records/revision-ids.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import type { ParkedRow } from '../../../../db/tables/parked.ts';
import type { ReceiveCheck } from '../../../../db/usecases/receive/ingestion.ts';
import { receiveOps, receiveRevisions, retryParked } from '../../../../db/usecases/receive/receive.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { setSettings } from '../../../../db/usecases/settings.ts';
import { addTracker } from '../../../../db/usecases/trackers.ts';
import { must } from '../open-workspace.ts';
import { PLAN } from '../plan.ts';
import {
  type Device,
  deliver,
  mergeTwo,
  openDevice,
  type Sent,
  sentBy,
  TRUSTS_ALL,
  tablesOf,
} from './devices.ts';

const ada = ActorId.parse('ac_ada');
const other = DeviceId.parse('de_other');

function addPlan({ db }: Device, text = PLAN): TrackerId {
  return must(
    addTracker(db, {
      name: 'Plan',
      path: null,
      profile: 'generic',
      mapping: null,
      bytes: Buffer.from(text),
      actorId: ada,
      summary: 'Imported',
    }),
  ).trackerId;
}

function save({ db }: Device, trackerId: TrackerId, text: string) {
  return must(
    recordRevision(db, {
      trackerId,
      bytes: Buffer.from(text),
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside',
    }),
  );
}

function opOf(at: number, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 'op_1',
    hlc: packHlc({ millis: at, counter: 0 }, other),
    device: other,
    actor: ada,
    correlation: 'cr_1',
    entity: { kind: 'settings', id: 'settings' },
    patch: { staleAfterDays: { value: 3 } },
    signature: null,
    ...fields,
  };
}

const parked = ({ db }: Device): ParkedRow[] =>
  db.read.all<ParkedRow>('SELECT kind, id, state, reason, detail FROM parked ORDER BY kind, id, reason');
const only = (sent: readonly Sent[], kind: Sent['kind']): Sent[] =>
  sent.filter((entry) => entry.kind === kind);
const but = (sent: readonly Sent[], kind: Sent['kind']): Sent[] =>
  sent.filter((entry) => entry.kind !== kind);

describe('an op from elsewhere', () => {
  test('is taken in once, however often it comes, and later ops of this device are later by the clock', () => {
    const here = openDevice('here', 1);
    const op = opOf(here.clock.now() + MAX_DRIFT_MS);
    expect(must(receiveOps(here.db, [op, op], TRUSTS_ALL))).toMatchObject({
      applied: 1,
      repeated: 1,
      parked: 0,
    });
    expect(readSettings(here.db.read).staleAfterDays).toBe(3);
    must(setSettings(here.db, ada, { staleAfterDays: 5 }));
    expect(readSettings(here.db.read).staleAfterDays).toBe(5);
    expect(must(receiveOps(here.db, [op], TRUSTS_ALL))).toMatchObject({ applied: 0, repeated: 1 });
  });

  test('is told to those who follow the feed, as received', () => {
    const here = openDevice('here', 1);
    const told: Commit[] = [];
    here.db.feed.subscribe((commit) => told.push(commit));
    const op = opOf(here.clock.now());
    must(receiveOps(here.db, [op, op], TRUSTS_ALL));
    expect(told).toMatchObject([{ origin: 'received', ops: [{ id: 'op_1', seq: here.db.clockState.seq }] }]);
  });

  test('that is stamped further ahead than clocks may differ waits for the clock', () => {
    const here = openDevice('here', 1);
    const op = opOf(here.clock.now() + MAX_DRIFT_MS + 1);
    expect(must(receiveOps(here.db, [op], TRUSTS_ALL))).toMatchObject({ applied: 0 });
    expect(parked(here)).toMatchObject([{ kind: 'op', id: 'op_1', state: 'parked', reason: 'clock.ahead' }]);
    here.clock.pass(1);
    expect(must(receiveOps(here.db, [], TRUSTS_ALL))).toMatchObject({ applied: 1 });
    expect(parked(here)).toEqual([]);
    expect(readSettings(here.db.read).staleAfterDays).toBe(3);
  });

  test('of a kind this version doesn’t know is kept whole for one that does', () => {
    const here = openDevice('here', 1);
    const op = opOf(here.clock.now(), { entity: { kind: 'lighthouse', id: 'li_1' } });
    must(receiveOps(here.db, [op], TRUSTS_ALL));
    expect(parked(here)).toMatchObject([{ state: 'parked', reason: 'kind.unknown', detail: 'lighthouse' }]);
    expect(must(retryParked(here.db, TRUSTS_ALL))).toMatchObject({ applied: 0, parked: 1 });
    const envelope = here.db.read.value<string>('SELECT envelope FROM parked') ?? '';
    expect(JSON.parse(envelope)).toEqual(op);
    // What an upgrade would bring: the kind is known from now on.
    const known = JSON.stringify({ ...op, entity: { kind: 'settings', id: 'settings' } });
    must(
      here.db.write('normal', (tx) => {
        tx.db.run('UPDATE parked SET envelope = ?', known);
        return ok(null);
      }),
    );
    expect(must(retryParked(here.db, TRUSTS_ALL))).toMatchObject({ applied: 1, parked: 0 });
    expect(parked(here)).toEqual([]);
  });

  test('under an id that stands for another one is set aside, and so is one that gives a stamp again', () => {
    const here = openDevice('here', 1);
    const op = opOf(here.clock.now());
    must(receiveOps(here.db, [op], TRUSTS_ALL));
    const changed = { ...op, patch: { staleAfterDays: { value: 9 } } };
    const twice = { ...changed, id: 'op_2' };
    expect(must(receiveOps(here.db, [changed, twice], TRUSTS_ALL))).toMatchObject({
      applied: 0,
      setAside: 2,
    });
    expect(parked(here)).toMatchObject([
      { id: 'op_1', state: 'set-aside', reason: 'id.reused' },
      { id: 'op_2', state: 'set-aside', reason: 'id.reused' },
    ]);
    expect(readSettings(here.db.read).staleAfterDays).toBe(3);
  });

  test.each([
    ['no op at all', { hello: 1 }],
    ['an op without a patch', opOf(1, { patch: undefined })],
    ['a stamp of another device', opOf(1, { device: 'de_third' })],
    ['a stamp that is none', opOf(1, { hlc: 'now' })],
  ])('that is %s is set aside and stops nothing', (_what, op) => {
    const here = openDevice('here', 1);
    const good = opOf(here.clock.now(), { id: 'op_good' });
    expect(must(receiveOps(here.db, [op, good], TRUSTS_ALL))).toMatchObject({ applied: 1, setAside: 1 });
    expect(parked(here)).toMatchObject([{ state: 'set-aside', reason: 'form.broken' }]);
  });

  test('waits for the key that signed it, or is set aside where the signature is wrong', () => {
    const here = openDevice('here', 1);
    const enrolled = new Set<string>();
    const check: ReceiveCheck = {
      ...TRUSTS_ALL,
      op: ({ signature, actor }) => {
        if (signature === 'forged') return setAside('signature.wrong', 'ac_ada');
        return enrolled.has(actor)
          ? accepted
          : parkedUntil('actor.unknown', 'not enrolled', actorArrival(actor));
      },
    };
    const forged = opOf(here.clock.now(), {
      id: 'op_2',
      hlc: packHlc({ millis: 1, counter: 0 }, other),
      signature: 'forged',
    });
    must(receiveOps(here.db, [opOf(here.clock.now()), forged], check));
    expect(parked(here)).toMatchObject([
      { id: 'op_1', state: 'parked', reason: 'actor.unknown', detail: 'actor:ac_ada' },
      { id: 'op_2', state: 'set-aside', reason: 'signature.wrong' },
    ]);
    enrolled.add(ada);
    const enrolment = opOf(here.clock.now(), {
      id: 'op_3',
      hlc: packHlc({ millis: 2, counter: 0 }, other),
      entity: { kind: 'actor', id: ada },
      patch: { publicKey: { value: 'PEM' } },
    });
    expect(must(receiveOps(here.db, [enrolment], check))).toMatchObject({ applied: 2 });
    expect(parked(here)).toMatchObject([{ id: 'op_2', state: 'set-aside' }]);
  });
});

describe('a text from elsewhere', () => {
  function history() {
    const there = openDevice('there', 2);
    const trackerId = addPlan(there);
    save(there, trackerId, PLAN.replace('Todo', 'Done'));
    return { there, trackerId, here: openDevice('here', 1) };
  }

  test.each([
    ['its tracker', 'op', 'tracker.missing'],
    ['its bytes', 'content', 'content.missing'],
    ['a note on it', 'note', 'note.missing'],
  ] as const)('waits for %s', (_what, kind, reason) => {
    const { there, here } = history();
    const sent = sentBy(there);
    deliver(here, but(sent, kind));
    expect(parked(here).map((row) => row.reason)).toContain(reason);
    expect(parked(here).every((row) => row.state === 'parked')).toBe(true);
    deliver(here, only(sent, kind));
    expect(parked(here)).toEqual([]);
    expect(tablesOf(here)).toEqual(tablesOf(there));
  });

  test('waits for what it was made from', () => {
    const { there, here, trackerId } = history();
    const sent = sentBy(there);
    const [first, ...later] = only(sent, 'revision');
    if (first === undefined) throw new Error('no revision');
    deliver(here, [...but(sent, 'revision'), ...later]);
    expect(parked(here)).toMatchObject([{ state: 'parked', reason: 'parent.missing' }]);
    expect(readTracker(here.db.read, trackerId)?.revisionId).toBeNull();
    deliver(here, [first, ...only(sent, 'content')]);
    expect(parked(here)).toEqual([]);
    expect(currentRevision(here.db.read, trackerId)?.id).toBe(currentRevision(there.db.read, trackerId)?.id);
  });

  test('whose id is not its hash is set aside; so is one that gives an id twice or names another tracker’s item', () => {
    const { there, here, trackerId } = history();
    const second = addPlan(there, PLAN.replace('# Plan', '# Other'));
    const foreign = there.db.read.value<string>('SELECT id FROM item WHERE tracker_id = ?', second) ?? '';
    deliver(here, sentBy(there));
    const current = currentRevision(here.db.read, trackerId);
    const sent = only(sentBy(there), 'revision').flatMap((one) =>
      one.kind === 'revision' ? [one.revision] : [],
    );
    const envelope = sent.find(({ id }) => id === current?.id);
    const record = must(revisionJson.read(envelope?.payload ?? ''));
    const [parent = ''] = record.parents;
    const twice = here.db.read.value<string>('SELECT id FROM item WHERE tracker_id = ?', trackerId) ?? '';
    const names = (id: string) => ({
      ...record,
      items: { [parent]: { put: { 'plan/tasks/T9': id }, drop: [] } },
    });
    const sendAs = (id: string | null, changed: unknown) => {
      const parsed = must(revisionJson.read(JSON.stringify({ v: 2, d: changed })));
      const name = id ?? revisionIdOf(parsed);
      const note = {
        v: 1,
        d: {
          revision: name,
          device: other,
          at: 1,
          cause: 'edit',
          actorId: null,
          author: null,
          summary: '',
          correlation: 'c',
        },
      };
      const notes = [{ id: `${name}:${other}`, payload: JSON.stringify(note) }];
      const revisions = [{ id: name, payload: revisionJson.write(parsed) }];
      return must(receiveRevisions(here.db, { revisions, notes, contents: [] }, TRUSTS_ALL)).setAside;
    };
    const before = tablesOf(here);
    expect(sendAs('rv_another', record)).toBe(1);
    expect(sendAs(null, names(foreign))).toBe(1);
    expect(sendAs(null, names(twice))).toBe(1);
    expect(sendAs(null, { ...record, bytes: 1 })).toBe(1);
    expect(new Set(parked(here).map(({ reason, state }) => `${state} ${reason}`))).toEqual(
      new Set(['set-aside revision.forged']),
    );
    expect(tablesOf(here)).toEqual(before);
  });

  test('that another device has seen earlier takes its time: of the items, of the tracker and of the day', () => {
    const { there, here, trackerId } = history();
    deliver(here, sentBy(there));
    there.clock.pass(5000);
    here.clock.set(there.clock.now());
    const seen = save(there, trackerId, PLAN.replace('Todo', 'Blocked'));
    here.clock.pass(-2000);
    expect(save(here, trackerId, PLAN.replace('Todo', 'Blocked')).revisionId).toBe(seen.revisionId);
    deliver(here, sentBy(there));
    deliver(there, sentBy(here));
    expect(currentRevision(there.db.read, trackerId)).toMatchObject({
      at: there.clock.now() - 2000,
      deviceId: 'de_here',
    });
    expect(tablesOf(there)).toEqual(tablesOf(here));
  });
});

describe('two heads', () => {
  test('merged on two devices at the same time are one revision, with one conflict', () => {
    const one = openDevice('one', 1);
    const two = openDevice('two', 2);
    const trackerId = addPlan(one);
    deliver(two, sentBy(one));
    one.clock.pass(1000);
    two.clock.pass(2000);
    save(one, trackerId, PLAN.replace('In Progress', 'Done'));
    save(two, trackerId, PLAN.replace('In Progress', 'Blocked'));
    one.clock.set(two.clock.now());
    const [fromOne, fromTwo] = [sentBy(one), sentBy(two)];
    deliver(two, fromOne);
    deliver(one, fromTwo);
    const merged = [one, two].map(({ db, clock }) => {
      clock.pass(1);
      const [earlier, later] = headsOf(db.read, trackerId);
      if (earlier === undefined || later === undefined) throw new Error('no two heads');
      return mergeTwo(db, trackerId, earlier, later);
    });
    expect(merged[0]).toBe(merged[1]);
    deliver(two, sentBy(one));
    deliver(one, sentBy(two));
    expect(tablesOf(one)).toEqual(tablesOf(two));
    expect(one.db.read.all('SELECT field, earlier, later FROM conflict')).toEqual([
      { field: 'status', earlier: 'Done', later: 'Blocked' },
    ]);
  });

  test('of trackers added apart become one history: their rows are joined, and the other one shows nothing more', () => {
    const one = openDevice('one', 1);
    const two = openDevice('two', 2);
    const [first = '', second = ''] = [addPlan(one), addPlan(two, PLAN.replace('Grace', 'Linus'))].toSorted();
    deliver(two, sentBy(one));
    deliver(one, sentBy(two));
    for (const device of [one, two]) {
      const heads = [first, second].flatMap((id) => headsOf(device.db.read, id));
      const [earlier, later] = heads.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
      const trackerId = heads.find((head) => head.trackerId === first)?.trackerId;
      if (earlier === undefined || later === undefined || trackerId === undefined)
        throw new Error('no heads');
      mergeTwo(device.db, trackerId, earlier, later);
    }
    deliver(two, sentBy(one));
    deliver(one, sentBy(two));
    expect(tablesOf(one)).toEqual(tablesOf(two));
    expect(readTracker(one.db.read, second)).toMatchObject({ hash: null, revisionId: null });
    expect(one.db.read.value('SELECT count(*) FROM item WHERE tracker_id = ?', second)).toBe(0);
    expect(one.db.read.value('SELECT count(*) FROM item_join')).toBe(3);
    const shown = one.db.read.column<string>('SELECT id FROM item ORDER BY id');
    const smaller = one.db.read.column<string>('SELECT item_id FROM item_join ORDER BY item_id');
    expect(shown).toEqual(smaller);
  });
});
