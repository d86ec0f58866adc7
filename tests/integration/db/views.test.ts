import { describe, expect, test } from 'vitest';
import { type CallName, contract, type ViewName } from '../../../core/contract/index.ts';
import {
  blockedItems,
  countBlocked,
  countDue,
  dueUntil,
  overdue,
  recentChanges,
  recentRevisions,
} from '../../../db/readers/bridge.ts';
import { dateMoves, dueDays, ownerLoad, slipped, timeline } from '../../../db/readers/charts.ts';
import { countFindings, listFindings } from '../../../db/readers/findings/findings-view.ts';
import { itemDetail } from '../../../db/readers/items/item-detail.ts';
import { trackerLog } from '../../../db/readers/log-view.ts';
import { resolve } from '../../../db/readers/resolve.ts';
import { layoutValue } from '../../../db/readers/settings-view.ts';
import { listTrackers } from '../../../db/readers/tracker-list.ts';
import {
  currentDocument,
  liveTracker,
  trackerDiagrams,
  trackerOutline,
  trackerRevisions,
} from '../../../db/readers/tracker-views.ts';
import { setFileState } from '../../../db/usecases/files/tracker-files.ts';
import { acceptFinding, findingId, reopenFinding, replaceFindings } from '../../../db/usecases/findings.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { addRestorePoint } from '../../../db/usecases/restore-points.ts';
import { removeTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items, PLAN } from './plan.ts';

const TODAY = '2026-11-20';
const options = { staleAfterDays: 30, today: TODAY };

/** Rows as the wire would let them through. */
function isRowOf(name: ViewName, row: unknown): void {
  expect(contract[name].row.safeParse(row).error?.issues ?? []).toEqual([]);
}

function isOutputOf(name: CallName, output: unknown): void {
  expect(contract[name].output.safeParse(output).error?.issues ?? []).toEqual([]);
}

const LOGGED = `---
owner: Ada
last-verified: 2026-09-01
---
# Plan

Last updated: November 2, 2026

## Tasks

| Task | Status | Due | Owner | Depends on |
|---|---|---|---|---|
| T1 Lay keel | Done | 2026-10-01 | Ada | |
| T2 Raise mast | Blocked | 2026-11-01 | Grace | T1 |
| T3 Sew sails | Todo | 2026-11-28 | Ada | T2 |

## Change Log

- 2026-11-02: mast found rotten
- 2026-10-01: keel laid

\`\`\`mermaid
flowchart LR
  T1 --> T2
\`\`\`
`;

describe('the tracker list', () => {
  test('says what is late or next, what is stale and how its file stands', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, LOGGED);
    const [row] = listTrackers(ws.db.read, options);
    isRowOf('trackers.list', row);
    expect(row).toMatchObject({
      nextDue: { date: '2026-11-01', title: 'T2 Raise mast' },
      blocked: 1,
      lastVerified: '2026-09-01',
      owner: 'Ada',
      stale: 'last verified 80 days ago',
      fileState: 'in-step',
      fileNote: null,
    });
    must(setFileState(ws.db, trackerId, 'missing', 'The file is gone; the last text is kept.'));
    const summaryOf = (asked: typeof options) =>
      listTrackers(ws.db.read, asked).find((one) => one.id === trackerId);
    expect(summaryOf(options)).toMatchObject({
      fileState: 'missing',
      fileNote: 'The file is gone; the last text is kept.',
      stale: expect.stringContaining('can’t be reached'),
    });
  });

  test('nothing is late or to come of what is deferred, done or only started', () => {
    const ws = testWorkspace();
    addPlan(
      ws,
      '# Lights\n\n| Task | Status | Due | Started |\n|---|---|---|---|\n| Bulb | Deferred | 2026-10-01 | |\n| Lens | Done | 2026-10-01 | 2026-09-01 |\n| Horn | Todo | | 2026-09-01 |\n',
    );
    expect(listTrackers(ws.db.read, options)[0]?.nextDue).toBeNull();
    expect(overdue(ws.db.read, TODAY, 10)).toEqual([]);
    expect(countDue(ws.db.read, TODAY, '2026-12-31')).toEqual({ late: 0, ahead: 0 });
  });

  test('a tracker without a file is detached', () => {
    const ws = testWorkspace();
    addPlan(ws, PLAN, { path: null });
    expect(listTrackers(ws.db.read, options)).toMatchObject([{ fileState: 'detached', path: null }]);
  });
});

test('an item’s side panel has its raw row, moves, dependencies and history', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws, LOGGED);
  must(change(ws, trackerId, { from: '| Blocked |', to: '| In Progress |' }));
  const mast = items(ws, trackerId).find((item) => item.key === 'T2');
  const detail = itemDetail(ws.db, mast?.id ?? '');
  isOutputOf('trackers.item', detail);
  expect(detail).toMatchObject({
    raw: '| T2 Raise mast | In Progress | 2026-11-01 | Grace | T1 |\n',
    dependsOn: [{ title: 'T1 Lay keel' }],
    history: [{ field: 'status', before: 'Blocked', after: 'In Progress', actor: 'Ada', source: 'here' }],
  });
  expect(detail?.vocabulary.length).toBeGreaterThan(0);
  expect(itemDetail(ws.db, 'it_none')).toBeNull();
});

test('the outline, diagrams and revisions fit the contract', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws, LOGGED);
  contract['trackers.one'].extra.parse({
    document: {
      outline: { ...trackerOutline(ws.db.read, trackerId), logAppend: true, stampMeta: null },
      diagrams: trackerDiagrams(ws.db.read, trackerId),
    },
  });
  isOutputOf('trackers.revisions', { ...trackerRevisions(ws.db.read, trackerId, 10), current: 1 });
  expect(trackerDiagrams(ws.db.read, trackerId)).toMatchObject([
    { kind: 'flowchart', edges: [{ from: 'T1', to: 'T2' }] },
  ]);
  expect(currentDocument(ws.db, trackerId)?.text).toBe(LOGGED);
  must(removeTracker(ws.db, ws.actorId, trackerId));
  expect(trackerOutline(ws.db.read, trackerId)).toBeNull();
  expect(trackerDiagrams(ws.db.read, trackerId)).toBeNull();
  expect(currentDocument(ws.db, trackerId)).toBeNull();
});

describe('resolving', () => {
  const cases: [string, string | null, string][] = [
    ['Plan', null, 'ok'],
    ['PLAN', 'T2', 'ok'],
    ['plan.md', 't2', 'ok'],
    ['/plans/plan.md', 'T2 Raise mast', 'ok'],
    ['plan', 'raise', 'item.not-found'],
    ['plank', null, 'tracker.not-found'],
  ];

  test.each(cases)('tracker %j, item %j', (tracker, item, expected) => {
    const ws = testWorkspace();
    addPlan(ws, PLAN, { name: 'Plan', path: '/plans/plan.md' });
    const found = resolve(ws.db.read, tracker, item);
    expect(found.ok ? 'ok' : found.error.code).toBe(expected);
  });

  test('takes ids and addresses, and names the addresses of what is ambiguous', () => {
    const ws = testWorkspace();
    const twins = PLAN.replace(
      '## Notes',
      '## More\n\n| Task | Status |\n|---|---|\n| T2 Raise mast | Todo |\n\n## Notes',
    );
    const trackerId = addPlan(ws, twins);
    const [first] = items(ws, trackerId);
    expect(must(resolve(ws.db.read, trackerId, first?.id ?? ''))).toEqual({ trackerId, itemId: first?.id });
    expect(must(resolve(ws.db.read, trackerId, first?.address ?? '')).itemId).toBe(first?.id);
    const ambiguous = resolve(ws.db.read, trackerId, 'T2');
    expect(ambiguous.ok ? null : ambiguous.error).toMatchObject({ code: 'item.ambiguous' });
    expect(ambiguous.ok ? [] : ambiguous.error.facts['addresses']).toHaveLength(2);
  });

  test('refuse a key that two rows of one table share, naming both', () => {
    const ws = testWorkspace();
    const rows = '| GATE-02 | Open late | Done |\n| GATE-02 | Close early | Planned |\n';
    const trackerId = addPlan(ws, `# Gates\n\n| ID | Rule | Status |\n|---|---|---|\n${rows}`);
    for (const wanted of ['GATE-02', 'gate-02']) {
      const ambiguous = resolve(ws.db.read, trackerId, wanted);
      expect(ambiguous.ok ? null : ambiguous.error).toMatchObject({
        code: 'item.ambiguous',
        facts: { addresses: ['gates/GATE-02', 'gates/GATE-02~2'] },
      });
    }
    expect(must(resolve(ws.db.read, trackerId, 'gates/GATE-02')).itemId).not.toBeNull();
    expect(must(resolve(ws.db.read, trackerId, 'GATE-02~2')).itemId).not.toBeNull();
  });
});

test('the log puts the document’s lines and the changes seen here in one order, newest first', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws, LOGGED);
  must(change(ws, trackerId, { from: 'Grace', to: 'Linus' }));
  const log = trackerLog(ws.db.read, { trackerId, limit: 100 }, null);
  for (const row of log.rows) isRowOf('trackers.log', row);
  expect(log.total).toBe(4);
  expect(log.rows.map((row) => [row.source, row.date])).toEqual([
    ['here', TODAY],
    ['here', TODAY],
    ['document', '2026-11-02'],
    ['document', '2026-10-01'],
  ]);
  expect(log.rows[0]).toMatchObject({
    actor: 'Ada',
    text: expect.stringContaining('from “Grace” to “Linus”'),
  });
  expect(trackerLog(ws.db.read, { trackerId: null, limit: 1 }, null).rows).toHaveLength(1);
});

describe('roll-ups', () => {
  function slippedPlan(ws: TestWorkspace) {
    const trackerId = addPlan(ws, LOGGED);
    must(change(ws, trackerId, { from: '2026-11-28', to: '2026-12-05' }));
    return trackerId;
  }

  test('timeline, slipped and date moves say by how much', () => {
    const ws = testWorkspace();
    const trackerId = slippedPlan(ws);
    const drawn = timeline(ws.db.read, { trackerId, today: TODAY, limit: 100 });
    isOutputOf('trackers.timeline', drawn);
    const line = drawn.rows;
    expect(line.map((row) => [row.title, row.slipDays, row.lane])).toEqual([
      ['T1 Lay keel', 0, 'Tasks'],
      ['T2 Raise mast', 0, 'Tasks'],
      ['T3 Sew sails', 7, 'Tasks'],
    ]);
    expect(line[1]?.dependsOn).toEqual([line[0]?.id]);
    isOutputOf('trackers.slipped', slipped(ws.db.read, null, 10));
    expect(slipped(ws.db.read, trackerId, 10)).toMatchObject({
      rows: [{ firstDue: '2026-11-28', due: '2026-12-05', days: 7 }],
      total: 1,
    });
    expect(dateMoves(ws.db.read, null)).toMatchObject([{ before: '2026-11-28', after: '2026-12-05' }]);
  });

  test('lists that are cut say how many there are, and keep what matters most', () => {
    const ws = testWorkspace();
    const trackerId = slippedPlan(ws);
    const nearest = timeline(ws.db.read, { trackerId: null, today: '2026-12-04', limit: 1 });
    expect(nearest).toMatchObject({ rows: [{ title: 'T3 Sew sails' }], total: 3 });
    expect(slipped(ws.db.read, null, 0)).toEqual({ rows: [], total: 1 });
    expect(trackerRevisions(ws.db.read, trackerId, 1)).toMatchObject({ rows: [{ sequence: 2 }], total: 2 });
    expect(dueDays(ws.db.read, null).map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  test('load counts open and overdue per owner', () => {
    const ws = testWorkspace();
    slippedPlan(ws);
    const load = ownerLoad(ws.db.read, null, TODAY);
    isOutputOf('trackers.load', load);
    expect(load).toMatchObject([
      { owner: 'Ada', open: 1, overdue: 0, counts: { done: 1, planned: 1 } },
      { owner: 'Grace', open: 1, overdue: 1 },
    ]);
  });

  test('the bridge knows what is due, late, blocked and changed', () => {
    const ws = testWorkspace();
    const trackerId = slippedPlan(ws);
    const due = dueUntil(ws.db.read, TODAY, '2026-12-10', 10);
    for (const row of due) isRowOf('bridge.due', row);
    expect(due).toMatchObject([
      { title: 'T2 Raise mast', daysLeft: -19 },
      { title: 'T3 Sew sails', daysLeft: 15 },
    ]);
    expect(countDue(ws.db.read, TODAY, '2026-12-10')).toEqual({ late: 1, ahead: 1 });
    expect(countDue(ws.db.read, '2026-01-01', '2026-01-02')).toEqual({ late: 0, ahead: 0 });
    expect(countBlocked(ws.db.read, '2026-01-01')).toBe(1);
    expect(overdue(ws.db.read, TODAY, 10)).toMatchObject([{ title: 'T2 Raise mast', daysLeft: -19 }]);
    expect(blockedItems(ws.db.read, '2026-01-01', 10)).toMatchObject([
      { title: 'T2 Raise mast', owner: 'Grace' },
    ]);
    // Late by then, which is told once.
    expect([countBlocked(ws.db.read, TODAY), blockedItems(ws.db.read, TODAY, 10)]).toEqual([0, []]);
    expect(recentChanges(ws.db.read, 10)).toMatchObject([
      { title: 'T3 Sew sails', before: '2026-11-28', after: '2026-12-05', actor: 'Ada', trackerId },
    ]);
    expect(recentRevisions(ws.db.read, 1)).toMatchObject([{ cause: 'edit', sequence: 2 }]);
  });
});

describe('findings', () => {
  const finding = (ws: TestWorkspace, trackerId: ReturnType<typeof addPlan>, key: string) => ({
    key,
    rule: 'date-passed',
    group: 'Dates in the past',
    severity: 'warning' as const,
    title: `Late: ${key}`,
    explanation: 'Its date has passed.',
    places: [
      { trackerId, address: items(ws, trackerId)[1]?.address ?? null, line: 13, says: 'Blocked' },
      { trackerId, address: null, line: 1, says: 'Plan' },
    ],
  });

  test('keep their first day and their acceptance as long as the same thing is found', async () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, LOGGED);
    must(replaceFindings(ws.db, trackerId, [finding(ws, trackerId, 'a'), finding(ws, trackerId, 'b')]));
    const first = ws.clock.now();
    ws.clock.pass(86_400_000);
    must(acceptFinding(ws.db, ws.actorId, findingId('a'), ' known '));
    must(replaceFindings(ws.db, trackerId, [finding(ws, trackerId, 'a'), finding(ws, trackerId, 'c')]));
    const open = listFindings(ws.db.read, { trackerId: null, accepted: false });
    const accepted = listFindings(ws.db.read, { trackerId, accepted: true });
    for (const row of [...open.rows, ...accepted.rows]) isRowOf('findings.list', row);
    expect(open.rows.map((row) => [row.title, row.foundAt])).toEqual([['Late: c', ws.clock.now()]]);
    expect(accepted.rows).toMatchObject([
      { title: 'Late: a', foundAt: first, accepted: { by: 'Ada', reason: 'known' } },
    ]);
    expect(accepted.rows[0]?.places.map((place) => place.itemId)).toEqual([
      items(ws, trackerId)[1]?.id,
      null,
    ]);
    expect(open).toMatchObject({ open: 1, accepted: 1 });
    expect(listTrackers(ws.db.read, options)[0]?.findings).toEqual({ info: 0, warning: 1, high: 0 });
    must(reopenFinding(ws.db, ws.actorId, findingId('a')));
    expect(countFindings(ws.db.read, null)).toEqual({ open: 2, accepted: 0 });
    expect(must(await verifyProjections(ws.db)).same).toBe(true);
  });

  test('are accepted with a reason, and only while they are found', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, LOGGED);
    must(replaceFindings(ws.db, trackerId, [finding(ws, trackerId, 'a')]));
    const empty = acceptFinding(ws.db, ws.actorId, findingId('a'), '  ');
    expect(empty.ok ? null : empty.error.code).toBe('finding.reason-missing');
    const absent = acceptFinding(ws.db, ws.actorId, findingId('zz'), 'fine');
    expect(absent.ok ? null : absent.error.code).toBe('finding.not-found');
    must(removeTracker(ws.db, ws.actorId, trackerId));
    expect(listFindings(ws.db.read, { trackerId: null, accepted: false }).rows).toEqual([]);
  });

  test('of one scope leave those of another alone', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, LOGGED);
    must(replaceFindings(ws.db, 'workspace', [finding(ws, trackerId, 'between')]));
    must(replaceFindings(ws.db, trackerId, [finding(ws, trackerId, 'within')]));
    must(replaceFindings(ws.db, trackerId, []));
    expect(listFindings(ws.db.read, { trackerId, accepted: false }).rows.map((row) => row.title)).toEqual([
      'Late: between',
    ]);
  });
});

test('layout is kept as it is, up to its bound, and is no op', () => {
  const ws = testWorkspace();
  const before = ws.db.clockState.seq;
  must(setLayout(ws.db, 'table', { widths: [1, 2], open: null }));
  expect(layoutValue(ws.db.read, 'table')).toEqual({ widths: [1, 2], open: null });
  expect(layoutValue(ws.db.read, 'other')).toBeNull();
  const large = setLayout(ws.db, 'table', 'x'.repeat(70_000));
  expect(large.ok ? null : large.error.code).toBe('layout.too-large');
  expect(layoutValue(ws.db.read, 'table')).toEqual({ widths: [1, 2], open: null });
  for (let at = 0; at < 1005; at += 1) {
    ws.clock.pass(1);
    must(setLayout(ws.db, `k${at}`, at));
  }
  expect(ws.db.read.value('SELECT count(*) FROM layout')).toBe(1000);
  expect(layoutValue(ws.db.read, 'k1004')).toBe(1004);
  expect(ws.db.clockState.seq).toBe(before);
});

test('a restore point says where every tracker stood', () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  must(change(ws, trackerId, { from: 'Todo', to: 'Done' }));
  must(addRestorePoint(ws.db, 'Before import'));
  const [point] = ws.db.read.all<{ at: number; label: string; revisions: string }>(
    'SELECT at, label, revisions FROM restore_point',
  );
  expect(point).toMatchObject({ label: 'Before import', at: ws.clock.now() });
  const revisionId = liveTracker(ws.db.read, trackerId)?.revisionId;
  expect(JSON.parse(point?.revisions ?? '')).toEqual([{ trackerId, revisionId }]);
});
