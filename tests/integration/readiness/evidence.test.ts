import { expect, test } from 'vitest';
import { EvidenceFilter } from '../../../core/domain/readiness/evidence-row.ts';
import { ActorId, EvidenceId } from '../../../core/kernel/ids.ts';
import {
  evidenceRow,
  listEvidence,
  nextStaleAt,
  verificationHistory,
} from '../../../db/readers/readiness/evidence-list.ts';
import { changeEvidence, setWithdrawn } from '../../../db/usecases/readiness/evidence.ts';
import { recordVerifications, VERIFICATIONS_KEPT } from '../../../db/usecases/readiness/verifications.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { removeTracker } from '../../../db/usecases/trackers.ts';
import { must, testWorkspace } from '../db/open-workspace.ts';
import { addPlan } from '../db/plan.ts';
import { addDoc, evidenceIn, found, itemOfPlan } from './plan-evidence.ts';

const DAY = 86_400_000;

function planWithEvidence() {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const keel = itemOfPlan(ws.db, trackerId, 'Lay keel');
  const signing = { actorId: ws.actorId, sign: () => 'signed' };
  const verified = (evidence: EvidenceId, result: Parameters<typeof found>[0]) =>
    must(recordVerifications(ws.db, [{ ...found(result), evidence, by: ws.actorId }]));
  return { ws, db: ws.db, trackerId, keel, signing, verified };
}

test('evidence is listed under its item, with who added it and what looking at it came to', () => {
  const { ws, db, trackerId, keel, signing } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  expect(evidenceIn(db)).toMatchObject([
    {
      id,
      trackerName: 'Plan',
      itemId: keel,
      itemTitle: expect.stringContaining('Lay keel'),
      itemGone: false,
      where: 'docs/keel.md',
      tier: 'ci-run',
      addedBy: 'Ada',
      addedAt: ws.clock.now(),
      withdrawn: null,
      state: 'verified',
      verification: { says: 'It is verified.', by: 'Ada', device: 'desk', at: ws.clock.now() },
    },
  ]);
  expect(db.read.column("SELECT signature FROM op WHERE entity_kind = 'evidence'")).toEqual(['signed']);
});

test('the same is added once, and again after it was withdrawn', () => {
  const { db, trackerId, keel, signing } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  expect(() => addDoc(db, signing, trackerId, keel)).toThrow('evidence.exists');
  must(setWithdrawn(db, signing, id, true));
  expect(evidenceIn(db)).toEqual([]);
  expect(evidenceIn(db, { withdrawn: true })).toMatchObject([{ id, withdrawn: { by: 'Ada' } }]);
  expect(addDoc(db, signing, trackerId, keel)).toBe(id);
  expect(evidenceIn(db)).toMatchObject([{ id, withdrawn: null }]);
});

test('tier, freshness and note are said anew; what was added stays', () => {
  const { db, trackerId, keel, signing } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  must(changeEvidence(db, signing, id, { tier: 'staging', freshDays: 7 }));
  must(changeEvidence(db, signing, id, { note: 'Seen on the slip' }));
  expect(evidenceRow(db.read, id, 0)).toMatchObject({
    tier: 'staging',
    freshDays: 7,
    note: 'Seen on the slip',
  });
  const nobody = EvidenceId.parse('ed_nothing');
  expect(changeEvidence(db, signing, nobody, { note: '' })).toMatchObject({
    error: { code: 'evidence.not-found' },
  });
});

test('a good verification goes stale when its days are over, to the millisecond', () => {
  const { ws, db, trackerId, keel, signing } = planWithEvidence();
  addDoc(db, signing, trackerId, keel, { freshDays: 2 });
  const added = ws.clock.now();
  expect(nextStaleAt(db.read, added)).toBe(added + 2 * DAY);
  expect(evidenceIn(db, {}, added + 2 * DAY - 1)).toMatchObject([{ state: 'verified' }]);
  expect(evidenceIn(db, { state: 'stale' }, added + 2 * DAY)).toMatchObject([{ state: 'stale' }]);
  expect(nextStaleAt(db.read, added + 2 * DAY)).toBeNull();
});

test('a root out of reach takes nothing away from what was seen before', () => {
  const { ws, db, trackerId, keel, signing, verified } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  ws.clock.pass(1000);
  verified(id, 'unreachable');
  expect(evidenceRow(db.read, id, ws.clock.now())).toMatchObject({ state: 'verified' });
  verified(id, 'failed');
  expect(evidenceRow(db.read, id, ws.clock.now())).toMatchObject({ state: 'failed' });
  expect(verificationHistory(db.read, id).map(({ result }) => result)).toEqual(
    expect.arrayContaining(['failed', 'unreachable', 'verified']),
  );
});

test('the newest verifications are kept, in the log as in the tables', async () => {
  const { ws, db, trackerId, keel, signing, verified } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  for (let n = 0; n < VERIFICATIONS_KEPT + 5; n += 1) {
    ws.clock.pass(1000);
    verified(id, n % 2 === 0 ? 'failed' : 'verified');
  }
  const history = verificationHistory(db.read, id);
  expect(history.map(({ at }) => at)).toEqual(
    Array.from({ length: VERIFICATIONS_KEPT }, (_, n) => ws.clock.now() - n * 1000),
  );
  expect(db.read.value("SELECT count(*) FROM event WHERE kind = 'evidence.verified'")).toBe(
    VERIFICATIONS_KEPT,
  );
  expect(must(await verifyProjections(db))).toMatchObject({ same: true });
});

test('what was dated far ahead by a wrong clock counts for nothing and makes room', () => {
  const { ws, db, trackerId, keel, signing, verified } = planWithEvidence();
  const now = ws.clock.now();
  ws.clock.pass(400 * DAY);
  const id = addDoc(db, signing, trackerId, keel);
  ws.clock.set(now);
  expect(evidenceRow(db.read, id, now)).toMatchObject({ state: 'unverified' });
  verified(id, 'failed');
  expect(verificationHistory(db.read, id)).toMatchObject([{ at: now, result: 'failed' }]);
});

test('lists are of a tracker, an item, a type and a state; a tracker taken out takes its evidence along', () => {
  const { db, trackerId, keel, signing, verified } = planWithEvidence();
  const mast = itemOfPlan(db, trackerId, 'Raise mast');
  const other = addPlan({ db, actorId: signing.actorId }, undefined, { name: 'Other' });
  const doc = addDoc(db, signing, trackerId, keel);
  const test = addDoc(db, signing, trackerId, mast, {
    locator: { type: 'test', place: { path: 'report.xml' }, test: 'mast.holds' },
  });
  verified(test, 'failed');
  const ids = (filter: Partial<EvidenceFilter>) => evidenceIn(db, filter).map(({ id }) => id);
  expect(ids({ itemId: keel })).toEqual([doc]);
  expect(ids({ type: 'test' })).toEqual([test]);
  expect(ids({ state: 'failed' })).toEqual([test]);
  expect(ids({ trackerId: other })).toEqual([]);
  const all = EvidenceFilter.parse({
    trackerId: null,
    itemId: null,
    state: 'failed',
    type: null,
    withdrawn: false,
  });
  expect(listEvidence(db.read, all, db.clock.now())).toMatchObject({
    total: 1,
    states: { verified: 1, failed: 1, missing: 0 },
  });
  must(removeTracker(db, signing.actorId, trackerId));
  expect(ids({})).toEqual([]);
});

test('a replay of the logs makes the same evidence', async () => {
  const { ws, db, trackerId, keel, signing, verified } = planWithEvidence();
  const id = addDoc(db, signing, trackerId, keel);
  ws.clock.pass(1000);
  verified(id, 'missing');
  must(setWithdrawn(db, signing, id, true));
  must(setWithdrawn(db, { ...signing, actorId: ActorId.parse('ac_grace') }, id, false));
  const before = evidenceIn(db);
  expect(must(await verifyProjections(db))).toMatchObject({ same: true, firstDifference: null });
  must(await rebuildProjections(db));
  expect(evidenceIn(db)).toEqual(before);
});

test('a lost verification of the log is told and nothing is put in its place', async () => {
  const { db, trackerId, keel, signing } = planWithEvidence();
  addDoc(db, signing, trackerId, keel);
  must(
    db.write('full', (tx) => {
      tx.db.run("DELETE FROM event WHERE kind = 'evidence.verified'");
      return { ok: true, value: null };
    }),
  );
  expect(must(await verifyProjections(db)).firstDifference).toMatch(/^verification vf_/u);
  expect(await rebuildProjections(db)).toMatchObject({ ok: false });
  expect(evidenceIn(db)).toMatchObject([{ state: 'verified' }]);
});
