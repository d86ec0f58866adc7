import { expect, test } from 'vitest';
import { EvidenceFilter } from '../../../core/domain/readiness/evidence-row.ts';
import { createReaderPool } from '../../../db/readers/pool.ts';
import { listEvidenceItems } from '../../../db/readers/readiness/evidence-items.ts';
import { listEvidence } from '../../../db/readers/readiness/evidence-list.ts';
import { setWithdrawn } from '../../../db/usecases/readiness/evidence.ts';
import { must, testWorkspace } from '../db/open-workspace.ts';
import { addPlan } from '../db/plan.ts';
import { addDoc, found, itemOfPlan } from './plan-evidence.ts';

const DAY = 86_400_000;
const filter = (part: Partial<EvidenceFilter> = {}) =>
  EvidenceFilter.parse({
    trackerId: null,
    itemId: null,
    state: null,
    type: null,
    withdrawn: false,
    ...part,
  });

/** `count` documents for the keel, one in three of them failed, and two pieces for the mast. */
function manyPieces(count: number) {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const [keel, mast] = ['Lay keel', 'Raise mast'].map((title) => itemOfPlan(ws.db, trackerId, title));
  if (keel === undefined || mast === undefined) throw new Error('no items');
  const signing = { actorId: ws.actorId, sign: () => 'signed' };
  const doc = (path: string) => ({ locator: { type: 'doc', place: { path }, heading: null } as const });
  for (let at = 0; at < count; at += 1) {
    const result = at % 3 === 0 ? 'failed' : 'verified';
    addDoc(ws.db, signing, trackerId, keel, { ...doc(`docs/${at}.md`), found: found(result) });
  }
  const old = addDoc(ws.db, signing, trackerId, mast, {
    ...doc('docs/Mast.md'),
    note: 'As Grace measured it',
    tier: 'staging',
    freshDays: 1,
  });
  addDoc(ws.db, signing, trackerId, mast, { ...doc('docs/rope.md'), found: found('missing') });
  return { ws, db: ws.db, trackerId, keel, mast, signing, old };
}

test('words are looked for in all there is, and every count is of all that has them', () => {
  const { db } = manyPieces(520);
  const list = (part: Partial<EvidenceFilter>) => {
    const { rows, total, states } = listEvidence(db.read, filter(part), db.clock.now());
    return { listed: rows.length, total, verified: states.verified, failed: states.failed };
  };
  expect(list({})).toEqual({ listed: 500, total: 522, verified: 347, failed: 174 });
  // The oldest pieces are not among the rows that are listed without words.
  expect(list({ words: 'docs/0.md' })).toEqual({ listed: 1, total: 1, verified: 0, failed: 1 });
  expect(list({ words: 'KEEL failed' })).toEqual({ listed: 174, total: 174, verified: 0, failed: 174 });
  expect(list({ words: 'keel', state: 'failed' })).toEqual({
    listed: 174,
    total: 174,
    verified: 346,
    failed: 174,
  });
  expect(list({ words: '  ' })).toMatchObject({ total: 522 });
  expect(list({ words: 'keel rope' })).toMatchObject({ total: 0 });
});

test.each([
  ['where it is', 'mast.md'],
  ['its item', 'raise'],
  ['its tracker', 'plan mast.md'],
  ['its note', 'grace'],
  ['its type', 'document staging'],
  ['its tier', 'Staging'],
])('words are found in %s', (_what, words) => {
  const { db, old } = manyPieces(0);
  const ids = listEvidence(db.read, filter({ words }), db.clock.now()).rows.map(({ id }) => id);
  expect(ids).toContain(old);
});

test('words are found in what is said of a piece as it stands, not in what no longer counts', () => {
  const { ws, db, old } = manyPieces(0);
  const idsWith = (words: string) =>
    listEvidence(db.read, filter({ words }), db.clock.now()).rows.map(({ id }) => id);
  expect(idsWith('it is verified')).toEqual([old]);
  ws.clock.pass(2 * DAY);
  expect(idsWith('it is verified')).toEqual([]);
  expect(idsWith('counted for 1 day')).toEqual([old]);
});

test('items are one row each with all their pieces by state, those with most that does not hold first', () => {
  const { ws, db, keel, mast, trackerId, signing, old } = manyPieces(520);
  const items = (part: Partial<EvidenceFilter> = {}) => {
    const { rows, ...counts } = listEvidenceItems(db.read, filter(part), db.clock.now());
    return { counts, rows: rows.map(({ id, total, states }) => ({ id, total, failed: states.failed })) };
  };
  expect(items().rows).toEqual([
    { id: keel, total: 520, failed: 174 },
    { id: mast, total: 2, failed: 0 },
  ]);
  expect(items().counts).toMatchObject({ items: 2, total: 522, states: { verified: 347, missing: 1 } });
  expect(items({ words: 'docs/0.md' }).rows).toEqual([{ id: keel, total: 1, failed: 1 }]);
  expect(items({ state: 'missing' })).toMatchObject({
    rows: [{ id: mast, total: 1 }],
    counts: { items: 1, total: 1, states: { failed: 174 } },
  });
  must(setWithdrawn(db, signing, old, true));
  expect(items({ trackerId }).rows[1]).toMatchObject({ id: mast, total: 1 });
  expect(listEvidenceItems(db.read, filter(), db.clock.now()).rows[0]).toMatchObject({
    itemTitle: expect.stringContaining('Lay keel'),
    itemGone: false,
    trackerName: 'Plan',
  });
  expect(ws.db.read.value('SELECT count(*) FROM evidence')).toBe(522);
});

test('a thread of its own reads the same', async () => {
  const { ws, db } = manyPieces(40);
  const pool = createReaderPool({ file: ws.file });
  const now = db.clock.now();
  const asked = { filter: filter({ words: 'keel' }), now };
  expect(await pool.run('evidenceList', asked)).toEqual({
    ok: true,
    value: listEvidence(db.read, asked.filter, now),
  });
  expect(await pool.run('evidenceItems', asked)).toEqual({
    ok: true,
    value: listEvidenceItems(db.read, asked.filter, now),
  });
  await pool.close();
});
