import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { openWorkspaceDatabase } from '../../../db/open.ts';
import { revisionBytes } from '../../../db/readers/tracker-views.ts';
import { readTrackers } from '../../../db/records/tracker.ts';
import { projectionsAreCurrent } from '../../../db/usecases/derived.ts';
import { rebuildProjections } from '../../../db/usecases/rebuild.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { frozenHome, frozenSchemas, thawWorkspace } from '../../support/frozen-workspace.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  context,
  itemNamed,
  openEngine,
  setField,
  take,
  testClock,
  trackerRow,
  undo,
} from './test-engine.ts';

/** Migrates a frozen workspace, moves its roots into `home` and puts the texts there. */
async function thaw(schema: number, home: string): Promise<void> {
  const file = thawWorkspace(schema, join(home, 'workspace'));
  const entropy = { bytes: (count: number) => new Uint8Array(count).fill(7) };
  const db = take(openWorkspaceDatabase({ file, clock: testClock(), entropy, appVersion: '0.0.0-test' }));
  if (!projectionsAreCurrent(db)) take(await rebuildProjections(db));
  take(
    db.write('full', (tx) => {
      tx.db.run('UPDATE root_binding SET folder = replace(folder, ?, ?)', frozenHome, home);
      return ok(null);
    }),
  );
  for (const { id, path } of readTrackers(db.read)) {
    if (path === null) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, revisionBytes(db, id, null)?.bytes ?? '');
  }
  db.close();
}

async function named(engine: Engine, name: string) {
  const { rows } = await engine.handlers.views['trackers.list'].read({});
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`${name} is not among ${rows.map((row) => row.name).join(', ')}`);
  return found;
}

async function expectSameReplay(engine: Engine): Promise<void> {
  await engine.idle();
  expect(take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context))).toMatchObject({
    same: true,
    firstDifference: null,
  });
}

/** Edits one cell of a tracker and takes it back. */
async function expectEditable(engine: Engine, name: string, item: string, field: string): Promise<void> {
  const { id, path } = await named(engine, name);
  const text = () => (path === null ? '' : readFileSync(path, 'utf8'));
  const [before, textBefore] = [await itemNamed(engine, id, item), text()];
  take(await setField(engine, id, item, field, 'Asked twice.'));
  expect(await itemNamed(engine, id, item)).toMatchObject({ id: before.id, [field]: 'Asked twice.' });
  if (path !== null) expect(text()).toContain('Asked twice.');
  take(await undo(engine));
  expect(await itemNamed(engine, id, item)).toMatchObject({ id: before.id, title: before.title });
  expect(text()).toBe(textBefore);
}

async function expectUsable(engine: Engine): Promise<void> {
  await expectSameReplay(engine);
  await expectEditable(engine, 'Pilot roster', 'M1', 'notes');
  await expectEditable(engine, 'Harbour renewal', 'Train the crew', 'owner');
  await expectEditable(engine, 'Beacon Renewal Status', 'M1', 'notes');
  await expectSameReplay(engine);
}

it('there is a frozen workspace of every schema up to the fourth', () => {
  expect(frozenSchemas.slice(0, 4)).toEqual([1, 2, 3, 4]);
});

describe.each(frozenSchemas)('a workspace of schema %i', (schema) => {
  it('opens as it is, without its files', async () => {
    const folder = temporaryFolder();
    thawWorkspace(schema, join(folder, 'workspace'));
    const engine = await openEngine({ folder });
    await expectSameReplay(engine);
    expect(await trackerRow(engine, (await named(engine, 'Harbour renewal')).id)).toMatchObject({
      path: '/home/ilse/plans/harbour-plan.md',
      fileState: 'missing',
    });
  });

  it('holds what it held, verifies, is edited and undone, and so does a copy of it', async () => {
    const home = temporaryFolder();
    await thaw(schema, home);
    const engine = await openEngine({ folder: home });
    await engine.idle();
    const { rows } = await engine.handlers.views['trackers.list'].read({});
    expect(rows.map((row) => `${row.name}: ${row.fileState}`).toSorted()).toEqual([
      'Beacon Renewal Status: in-step',
      'Cutover night checklist: in-step',
      'Cutover readiness: in-step',
      'Harbour Renewal Status: conflict',
      'Harbour renewal: in-step',
      'Kettles: in-step',
      'Milestones: in-step',
      'Pilot roster: detached',
      'Watch Room Handover Plan: in-step',
      'dock-queue: in-step',
    ]);
    const conflicts = async (resolved: boolean) =>
      (await engine.handlers.views['conflicts.list'].read({ trackerId: null, resolved })).rows;
    expect(await conflicts(false)).toMatchObject([{ field: 'status', base: 'in-progress' }]);
    expect(await conflicts(true)).toContainEqual(expect.objectContaining({ base: 'waiting for steel' }));
    await expectUsable(engine);

    const copied = join(temporaryFolder(), 'workspace');
    take(await engine.handlers.calls['workspace.copy']({ folder: copied }, context));
    await engine.close();
    await expectUsable(await openEngine({ folder: join(copied, '..') }));
  });
});

it.each(frozenSchemas)(
  'two copies of a workspace of schema %i migrate to the same logs, which name no folder of the machine',
  (schema) => {
    const [one, other] = [migratedLogs(schema, 1_000), migratedLogs(schema, 2_000)];
    expect(one).toEqual(other);
    expect(one.filter((said) => said.includes(frozenHome))).toEqual([]);
  },
);

function migratedLogs(schema: number, later: number): string[] {
  const file = thawWorkspace(schema, temporaryFolder());
  const clock = testClock();
  clock.forward(later);
  const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
  const db = take(openWorkspaceDatabase({ file, clock, entropy, appVersion: '0.0.0-test' }));
  const rows = [
    ...db.read.all('SELECT * FROM op ORDER BY seq'),
    ...db.read.all('SELECT * FROM event ORDER BY seq'),
  ];
  db.close();
  return rows.map((row) => JSON.stringify(row));
}

it.each(frozenSchemas.filter((schema) => schema >= 3))(
  'the edit that a kill left open in a workspace of schema %i is brought to its end',
  async (schema) => {
    const home = temporaryFolder();
    await thaw(schema, home);
    const engine = await openEngine({ folder: home });
    await engine.idle();
    const { id, path } = await named(engine, 'Harbour renewal');
    expect((await itemNamed(engine, id, 'Survey the quay')).state).toBe('active');
    expect(readFileSync(path ?? '', 'utf8')).toContain('Survey the quay | in-progress');
  },
);
