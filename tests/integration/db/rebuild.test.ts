import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { search } from '../../../db/readers/search/search.ts';
import { liveTracker } from '../../../db/readers/tracker-views.ts';
import { readIntents } from '../../../db/records/intent.ts';
import { currentRevision } from '../../../db/records/revision.ts';
import { readRemovedTrackers, readTrackers } from '../../../db/records/tracker.ts';
import { writeFingerprint } from '../../../db/tables/derived.ts';
import { PROJECTION_TABLES } from '../../../db/tables/projections.ts';
import { projectionsAreCurrent } from '../../../db/usecases/derived.ts';
import { abandonIntent, confirmIntent, openIntent } from '../../../db/usecases/intents.ts';
import { rebuildProjections, verifyProjections } from '../../../db/usecases/rebuild.ts';
import { addRestorePoint } from '../../../db/usecases/restore-points.ts';
import { recordRevision } from '../../../db/usecases/revisions.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import { remapTracker, removeTracker, renameTracker, restoreTracker } from '../../../db/usecases/trackers.ts';
import { peekUndo } from '../../../db/usecases/undo.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, items, PLAN, textOf } from './plan.ts';

function sabotage(ws: TestWorkspace, sql: string): void {
  must(
    ws.db.write('normal', (tx) => {
      tx.db.run(sql);
      return ok(null);
    }),
  );
}

const verify = async (ws: TestWorkspace) => must(await verifyProjections(ws.db));

test("every table is a log, this device's own, or one that rebuild makes", () => {
  const ws = testWorkspace();
  const local = ['workspace', 'clock_state', 'op', 'event', 'content', 'delivery', 'cursor', 'parked'];
  const device = [
    'intent',
    'undo_step',
    'tracker_file',
    'replaced_file',
    'root_binding',
    'layout',
    'finding',
    'finding_place',
    'finding_basis',
    'derived',
    'migration',
    'metric_step',
    'hub_listen',
    'device_setting',
    'log_comparison',
    'batch',
    'unsealed_op',
    'alert',
    'alert_delivery',
    'alert_judged',
  ];
  const tables = ws.db.read.column<string>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'",
  );
  expect(tables.toSorted()).toEqual(
    [...PROJECTION_TABLES.map(({ name }) => name), ...local, ...device].toSorted(),
  );
});

describe('a difference is named with its table, row and column', () => {
  test.each([
    [
      'a changed value',
      "UPDATE item SET title = 'Lay eggs' WHERE key = 'T1'",
      /^item it_\S+: title is "Lay eggs", replay gives "T1 Lay keel"$/,
    ],
    [
      'a row too many',
      "INSERT INTO device (id, name, added_at) VALUES ('de_x', 'ghost', 1)",
      /^device de_x: a stored row is not given by replay$/,
    ],
    [
      'a missing row',
      'DELETE FROM item_history',
      /^item_history rv_\S+ it_\S+ status: replay gives a row that is not stored$/,
    ],
    [
      'a lost count',
      'UPDATE revision SET done = 99 WHERE sequence = 2',
      /^revision rv_\S+: done is 99, replay gives 2$/,
    ],
  ])('%s', async (_what, sql, words) => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
    expect(await verify(ws)).toMatchObject({ same: true, firstDifference: null, events: 4 });
    sabotage(ws, sql);
    const report = await verify(ws);
    expect(report.same).toBe(false);
    expect(report.firstDifference).toMatch(words);

    const rebuilt = must(await rebuildProjections(ws.db));
    expect(rebuilt).toMatchObject({ same: false, firstDifference: report.firstDifference });
    expect(await verify(ws)).toMatchObject({ same: true });
    expect(readdirSync(ws.folder).filter((name) => name.startsWith('.rebuild'))).toEqual([]);
  });
});

test('a rebuild keeps what belongs to this device, and search and windows go on', async () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
  const before = items(ws, trackerId);
  must(await rebuildProjections(ws.db));
  expect(items(ws, trackerId)).toEqual(before);
  expect(peekUndo(ws.db, null)?.trackerId).toBe(trackerId);
  expect(search(ws.db.read, 'mast', 5).hits[0]).toMatchObject({ kind: 'item', title: 'T2 Raise mast' });
  must(change(ws, trackerId, { from: 'Todo', to: 'Done' }));
  expect(liveTracker(ws.db.read, trackerId)).toMatchObject({ done: 3, sequence: 3 });
  expect(await verify(ws)).toMatchObject({ same: true });
  expect(ws.db.integrityProblems()).toEqual([]);
});

test('an edit made while the rebuild runs is in it', async () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  let edited = false;
  must(
    await rebuildProjections(ws.db, {
      onProgress: () => {
        if (edited) return;
        edited = true;
        must(change(ws, trackerId, { from: 'In Progress', to: 'Done' }));
      },
    }),
  );
  expect(edited).toBe(true);
  expect(items(ws, trackerId)[1]).toMatchObject({ status: 'Done' });
  expect(await verify(ws)).toMatchObject({ same: true });
});

test('cancelling changes nothing', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  for (const run of [verifyProjections, rebuildProjections]) {
    const controller = new AbortController();
    const result = await run(ws.db, { signal: controller.signal, onProgress: () => controller.abort() });
    expect(result.ok ? null : result.error.code).toBe('job.cancelled');
  }
  expect(await verify(ws)).toMatchObject({ same: true });
});

test('a torn content is named, not replayed as an empty file', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  sabotage(ws, "UPDATE content SET data = x'00', form = 'raw'");
  const result = await verifyProjections(ws.db);
  expect(result.ok ? null : result.error.code).toBe('db.corrupt');
});

test('projections of another version are known as such until they are rebuilt', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  expect(projectionsAreCurrent(ws.db)).toBe(true);
  must(
    ws.db.write('normal', (tx) => {
      writeFingerprint(tx.db, 'projections', 'projections-0');
      return ok(null);
    }),
  );
  const db = ws.reopen();
  expect(projectionsAreCurrent(db)).toBe(false);
  must(await rebuildProjections(db));
  expect(projectionsAreCurrent(db)).toBe(true);
});

/** One act of a person or the world; `pick` chooses among what there is. */
type Act = { readonly kind: (typeof ACTS)[number]; readonly pick: number; readonly rows: string };
const ACTS = [
  'add',
  'edit',
  'undo',
  'abandon',
  'leave-open',
  'outside',
  'conflict',
  'remove',
  'restore',
  'rename',
  'remap',
  'settings',
  'restore-point',
  'restart',
] as const;

const cell = fc.constantFrom('Done', 'Todo', 'In Progress', 'Blocked', 'Brewing', '');
const rowText = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.constantFrom('keel', 'mast', 'sails', 'rudder'),
    cell,
    fc.constantFrom('', '2026-12-01', '2027-01-09'),
  )
  .map(([key, title, status, due]) => `| T${key} ${title} | ${status} | ${due} | Ada |`);
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...ACTS),
  pick: fc.nat(100),
  rows: fc.array(rowText, { maxLength: 5 }).map((rows) => rows.join('\n')),
});

const textWith = (rows: string): string =>
  `# Plan\n\n## Tasks\n\n| Task | Status | Due | Owner |\n|---|---|---|---|\n${rows}\n\n## Change Log\n\n- 2026-11-0${(rows.length % 9) + 1}: ${rows.length} written\n`;

function perform(ws: TestWorkspace, { kind, pick, rows }: Act, step: number): void {
  const live = readTrackers(ws.db.read);
  const chosen = live[pick % Math.max(1, live.length)];
  if (kind === 'add') addPlan(ws, textWith(rows), { name: `plan${step}` });
  if (kind === 'settings') must(setSettings(ws.db, ws.actorId, { staleAfterDays: pick + 1 }));
  if (kind === 'restore-point') must(addRestorePoint(ws.db, `before ${step}`));
  if (kind === 'restart') ws.reopen();
  if (kind === 'restore') {
    const removed = readRemovedTrackers(ws.db.read)[0];
    if (removed !== undefined) must(restoreTracker(ws.db, ws.actorId, removed.id));
  }
  if (chosen === undefined) return;
  const trackerId = chosen.id;
  const bytes = Buffer.from(textWith(rows));
  const found = { trackerId, actorId: null, summary: kind };
  if (kind === 'outside') must(recordRevision(ws.db, { ...found, bytes, cause: 'outside' }));
  const [parent] = currentRevision(ws.db.read, trackerId)?.parents ?? [];
  if (kind === 'conflict' && parent !== undefined && chosen.revisionId !== null) {
    const beside = must(recordRevision(ws.db, { ...found, bytes, cause: 'outside', parents: [parent] }));
    const sides = { earlier: chosen.revisionId, later: beside.revisionId };
    const conflict = { address: 'plan/tasks/T1', title: 'T1', field: 'status', base: null };
    const merge = {
      sides,
      conflicts: [{ ...conflict, earlier: 'Done', later: 'Todo', rule: 'r', kept: 'later' as const }],
    };
    if (!beside.current && pick % 4 > 0) {
      const parents = [sides.earlier, sides.later];
      must(recordRevision(ws.db, { ...found, bytes, cause: 'merge', parents, merge }));
    }
  }
  if (kind === 'remove') must(removeTracker(ws.db, ws.actorId, trackerId));
  if (kind === 'rename') must(renameTracker(ws.db, ws.actorId, trackerId, `name ${pick}`));
  if (kind === 'remap') {
    const words = { Brewing: pick % 2 === 0 ? ('review' as const) : ('active' as const) };
    must(remapTracker(ws.db, ws.actorId, trackerId, { profile: 'generic', mapping: { columns: {}, words } }));
  }
  if (kind === 'edit' || kind === 'abandon' || kind === 'leave-open') {
    const opened = must(
      openIntent(ws.db, {
        trackerId,
        cause: 'edit',
        actorId: ws.actorId,
        summary: kind,
        ops: [{ entity: { kind: 'item', id: 'it_x' }, patch: { status: { value: rows } } }],
        splices: [],
        baseHash: chosen.hash ?? '',
        target: Buffer.from(textWith(rows)),
      }),
    );
    if (kind === 'edit') must(confirmIntent(ws.db, opened.intentId));
    if (kind === 'abandon') must(abandonIntent(ws.db, opened.intentId, 'no'));
  }
  const last = peekUndo(ws.db, trackerId);
  if (kind === 'undo' && last !== null && last.targetHash === chosen.hash) {
    must(change(ws, trackerId, { from: textOf(ws, trackerId), to: PLAN, cause: 'undo', stepId: last.id }));
  }
}

test('replay equals original after any sequence of acts, and rebuilding changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
      const ws = testWorkspace();
      addPlan(ws);
      for (const [step, one] of acts.entries()) {
        ws.clock.pass(7_000_000);
        perform(ws, one, step);
      }
      expect(await verify(ws)).toMatchObject({ same: true, firstDifference: null });
      const open = readIntents(ws.db.read).length;
      must(await rebuildProjections(ws.db));
      expect(await verify(ws)).toMatchObject({ same: true });
      expect(readIntents(ws.db.read)).toHaveLength(open);
      expect(ws.db.integrityProblems()).toEqual([]);
      ws.db.close();
    }),
    { numRuns: 25 },
  );
}, 120_000);
