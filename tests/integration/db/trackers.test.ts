import { describe, expect, test } from 'vitest';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { stateDays } from '../../../db/readers/charts.ts';
import { itemDetail } from '../../../db/readers/items/item-detail.ts';
import { listTrackers } from '../../../db/readers/tracker-list.ts';
import { revisionBytes, trackerOutline, trackerRevisions } from '../../../db/readers/tracker-views.ts';
import { readDoubts } from '../../../db/records/item-doubt.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { addTracker, remapTracker, removeTracker, restoreTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items, PLAN, textOf } from './plan.ts';

const list = (ws: TestWorkspace) => listTrackers(ws.db.read, { staleAfterDays: 30, today: '2026-11-20' });

function outside(ws: TestWorkspace, trackerId: TrackerId, text: string, at?: number) {
  return must(
    recordRevision(ws.db, {
      trackerId,
      bytes: Buffer.from(text),
      cause: 'outside',
      actorId: null,
      summary: 'Changed outside',
      ...(at === undefined ? {} : { at }),
    }),
  );
}

describe('adding', () => {
  test('projects items with their states, dates, owners and the tracker’s counts', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    expect(items(ws, trackerId)).toMatchObject([
      { key: 'T1', state: 'done', due: '2026-10-01', owner: 'Ada' },
      { key: 'T2', state: 'active', due: '2026-12-01', owner: 'Grace' },
      { key: 'T3', state: 'planned', due: '2026-12-20', owner: 'Ada' },
    ]);
    expect(list(ws)).toMatchObject([
      {
        id: trackerId,
        total: 3,
        done: 1,
        counts: { planned: 1, active: 1, done: 1 },
        nextDue: { date: '2026-12-01' },
        fileState: 'in-step',
      },
    ]);
  });

  test('makes no history of what was there at first', () => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(ws.db.read.value('SELECT count(*) FROM item_history')).toBe(0);
  });

  test('the same file twice is refused and named', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const again = addTracker(ws.db, {
      name: 'Again',
      path: '/plans/plan.md',
      profile: 'generic',
      mapping: null,
      bytes: Buffer.from('x'),
      actorId: ws.actorId,
      summary: '',
    });
    expect(again.ok ? null : again.error).toMatchObject({ code: 'tracker.exists', facts: { trackerId } });
  });

  test('bytes that are no UTF-8 come back as they were, and are shown as well-formed text', () => {
    const ws = testWorkspace();
    const bytes = Buffer.concat([
      Buffer.from(PLAN.replace('Lay keel', 'Lay ')),
      Buffer.from([0xff, 0xfe, 0x0a]),
    ]);
    const { trackerId } = must(
      addTracker(ws.db, {
        name: 'Raw',
        path: null,
        profile: 'generic',
        mapping: null,
        bytes,
        actorId: ws.actorId,
        summary: '',
      }),
    );
    expect(Buffer.from(revisionBytes(ws.db, trackerId, null)?.bytes ?? [])).toEqual(bytes);
    const sections = ws.db.read.column<string>('SELECT prose FROM section');
    expect(sections.every((prose) => prose.isWellFormed())).toBe(true);
  });
});

describe('a one-cell change', () => {
  test('writes that item and no other, with who and what in its history', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const before = items(ws, trackerId);
    ws.clock.pass(60_000);
    must(change(ws, trackerId, { from: '| In Progress |', to: '| Done |' }));
    const after = items(ws, trackerId);
    expect(after[0]).toEqual(before[0]);
    expect(after[2]).toEqual(before[2]);
    expect(after[1]).toMatchObject({
      id: before[1]?.id,
      status: 'Done',
      state: 'done',
      changedAt: ws.clock.now(),
    });
    expect(itemDetail(ws.db, after[1]?.id ?? '')?.history).toMatchObject([
      { field: 'status', before: 'In Progress', after: 'Done', source: 'here', actor: 'Ada' },
    ]);
  });

  test('a moved date is remembered with the first one seen', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    must(change(ws, trackerId, { from: '2026-12-01', to: '2026-12-11' }));
    must(change(ws, trackerId, { from: '2026-12-11', to: '2026-12-24' }));
    expect(items(ws, trackerId)[1]).toMatchObject({ due: '2026-12-24', firstDue: '2026-12-01' });
  });

  test('padding and a moved line are no change of an item', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const before = items(ws, trackerId);
    ws.clock.pass(1000);
    outside(ws, trackerId, PLAN.replace('| Done |', '|  Done   |').replace('## Tasks', 'Hello.\n\n## Tasks'));
    expect(items(ws, trackerId)).toEqual(before);
    const [first] = before;
    expect(itemDetail(ws.db, first?.id ?? '')?.row.line).toBe(9);
    expect(ws.db.read.value('SELECT count(*) FROM item_history')).toBe(0);
  });

  test('writes one row of a tracker of 2,000', () => {
    const ws = testWorkspace();
    const rows = Array.from({ length: 2000 }, (_, at) => `| T${at} Task ${at} | Todo | |  |`).join('\n');
    const trackerId = addPlan(ws, `# Big\n\n| Task | Status | Due | Owner |\n|---|---|---|---|\n${rows}\n`);
    let written: readonly number[] = [];
    ws.db.feed.subscribe(({ changes }) => {
      written = [...changes.items.written];
    });
    must(change(ws, trackerId, { from: '| T1500 Task 1500 | Todo |', to: '| T1500 Task 1500 | Done |' }));
    expect(written).toHaveLength(1);
    must(
      change(ws, trackerId, {
        from: '| T9 Task 9 | Todo | |  |\n',
        to: '| T9 Task 9 | Todo | |  |\n| Tx New | Todo | | |\n',
      }),
    );
    expect(items(ws, trackerId)).toHaveLength(2001);
    expect(items(ws, trackerId)[10]).toMatchObject({ title: 'Tx New' });
  });
});

describe('identity', () => {
  test('an item keeps its id through a move and a rename outside', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const ids = new Map(items(ws, trackerId).map((item) => [item.key, item.id]));
    const keel = '| T1 Lay keel | Done | 2026-10-01 | Ada |';
    const mast = '| T2 Raise mast | In Progress | 2026-12-01 | Grace |';
    outside(
      ws,
      trackerId,
      PLAN.replace(`${keel}\n${mast}`, `${mast}\n${keel.replace('Lay keel', 'Lay the keel')}`),
    );
    expect(items(ws, trackerId).map((item) => [item.key, item.id])).toEqual([
      ['T2', ids.get('T2')],
      ['T1', ids.get('T1')],
      ['T3', ids.get('T3')],
    ]);
  });

  test('an item that is deleted and put back is the same item, with its history', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const row = '| T2 Raise mast | In Progress | 2026-12-01 | Grace |\n';
    const [, mast] = items(ws, trackerId);
    must(change(ws, trackerId, { from: row, to: '' }));
    expect(items(ws, trackerId).map((item) => item.key)).toEqual(['T1', 'T3']);
    expect(itemDetail(ws.db, mast?.id ?? '')).toBeNull();
    outside(ws, trackerId, PLAN);
    expect(items(ws, trackerId)[1]?.id).toBe(mast?.id);
    expect(itemDetail(ws.db, mast?.id ?? '')?.history.map((entry) => entry.label)).toEqual([
      'Added',
      'Removed',
    ]);
  });

  test.each([
    ['with another cell', '| T3 Sew sails | Done | 2026-12-20 | Ada |'],
    ['with its name changed a little', '| T3 Sew the sails | Todo | 2026-12-20 | Ada |'],
  ])('a row that a save read half-way took away is the same when it is back %s', (_, back) => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const row = '| T3 Sew sails | Todo | 2026-12-20 | Ada |';
    const ids = items(ws, trackerId).map(({ id }) => id);
    outside(ws, trackerId, PLAN.slice(0, PLAN.indexOf(row)));
    expect(items(ws, trackerId)).toHaveLength(2);
    outside(ws, trackerId, PLAN.replace(row, back));
    expect(items(ws, trackerId).map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    ['id', PLAN, 'T3 Sew sails', 'T3 Hire a cook'],
    ['number', PLAN.replaceAll(/\| T(\d) /gu, '| $1. '), '3. Sew sails', '3. Sew the sails'],
  ])('another row under the %s of one that was deleted is another item', (_, plan, row, other) => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, plan);
    const before = items(ws, trackerId).map(({ id }) => id);
    outside(ws, trackerId, plan.replace(`| ${row} | Todo | 2026-12-20 | Ada |\n`, ''));
    outside(ws, trackerId, plan.replace(row, other));
    const after = items(ws, trackerId).map(({ id }) => id);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(before).not.toContain(after[2]);
  });

  test('a doubtful match is kept for the findings as long as the item stands where it was put', () => {
    const ws = testWorkspace();
    const twins = '- [ ] write the guide\n- [ ] write the guide\n';
    const others = '## Later\n\n- [ ] paint the hull\n- [ ] buy rope\n';
    const trackerId = addPlan(ws, `# L\n\n## Now\n\n- [ ] wash\n${twins}\n${others}`);
    const moved = `# L\n\n## Now\n\n- [ ] wash\n\n${others}${twins}`;
    outside(ws, trackerId, moved);
    const doubts = readDoubts(ws.db.read, trackerId);
    expect(doubts.length).toBeGreaterThan(0);
    outside(ws, trackerId, moved.replace('# L\n', '# L\n\nWords.\n'));
    expect(readDoubts(ws.db.read, null)).toEqual(doubts);
    outside(ws, trackerId, '# L\n\n## Later\n\nNothing left.\n');
    expect(readDoubts(ws.db.read, trackerId)).toEqual([]);
  });
});

describe('removing', () => {
  test('hides a tracker and everything of it; restoring brings the same items back', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const before = items(ws, trackerId);
    const [first] = before;
    must(removeTracker(ws.db, ws.actorId, trackerId));
    expect(list(ws)).toEqual([]);
    expect(itemDetail(ws.db, first?.id ?? '')).toBeNull();
    expect(stateDays(ws.db.read, null)).toEqual([]);
    expect(removeTracker(ws.db, ws.actorId, trackerId).ok).toBe(false);
    must(restoreTracker(ws.db, ws.actorId, trackerId));
    expect(items(ws, trackerId)).toEqual(before);
    expect(list(ws)).toHaveLength(1);
  });

  test('a removed file can be added again', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    must(removeTracker(ws.db, ws.actorId, trackerId));
    expect(addPlan(ws)).not.toBe(trackerId);
  });
});

test('another mapping reads the same text again and keeps the items', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws, PLAN.replace('| Todo |', '| Brewing |'));
  const before = items(ws, trackerId);
  must(
    remapTracker(ws.db, ws.actorId, trackerId, {
      profile: 'generic',
      mapping: { columns: {}, words: { Brewing: 'review' } },
    }),
  );
  const after = items(ws, trackerId);
  expect(after[2]).toMatchObject({ status: 'Brewing', state: 'review' });
  expect(after.map((item) => item.id)).toEqual(before.map((item) => item.id));
});

test('any earlier text can be read again and the list of revisions says who made which', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const texts = [textOf(ws, trackerId)];
  for (let at = 0; at < 60; at += 1) {
    must(
      change(ws, trackerId, { from: at % 2 === 0 ? 'Grace' : 'Linus', to: at % 2 === 0 ? 'Linus' : 'Grace' }),
    );
    texts.push(textOf(ws, trackerId));
  }
  for (const [at, text] of texts.entries()) {
    expect(Buffer.from(revisionBytes(ws.db, trackerId, at + 1)?.bytes ?? []).toString()).toBe(text);
  }
  expect(trackerRevisions(ws.db.read, trackerId, 2).rows).toMatchObject([
    { sequence: 61, cause: 'edit', actor: 'Ada' },
    { sequence: 60 },
  ]);
  expect(ws.db.read.value<number>('SELECT max(depth) FROM content')).toBeLessThanOrEqual(24);
});

test('history brought along has its own days, and the workspace’s days add up over trackers', () => {
  const ws = testWorkspace();
  const day = (iso: string) => Date.parse(`${iso}T12:00:00Z`);
  const first = addPlan(ws, PLAN, { at: day('2026-11-01') });
  addPlan(ws, PLAN, { name: 'other', at: day('2026-11-03') });
  outside(ws, first, PLAN.replace('In Progress', 'Done'), day('2026-11-05'));
  outside(ws, first, PLAN.replace('In Progress', 'Blocked'), day('2026-11-05'));
  expect(
    stateDays(ws.db.read, null).map(({ day, counts }) => [day, counts.done, counts.active, counts.blocked]),
  ).toEqual([
    ['2026-11-01', 1, 1, 0],
    ['2026-11-03', 2, 2, 0],
    ['2026-11-05', 2, 1, 1],
  ]);
  expect(stateDays(ws.db.read, first)).toHaveLength(2);
});

test('the outline counts items per section and names columns and vocabulary', () => {
  const ws = testWorkspace();
  const outline = trackerOutline(ws.db.read, addPlan(ws));
  expect(outline?.sections.find((section) => section.title === 'Tasks')).toMatchObject({ items: 3, done: 1 });
  expect(outline?.columns.map((column) => column.name)).toEqual(
    expect.arrayContaining(['name', 'status', 'owner']),
  );
});
