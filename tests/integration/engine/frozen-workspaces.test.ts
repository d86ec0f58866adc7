import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { frozenSchemas, thawWorkspace } from '../../support/frozen-workspace.ts';
import { temporaryFolder } from './support-folder.ts';
import { context, itemNamed, openEngine, setField, take, undo } from './test-engine.ts';

async function named(engine: Engine, name: string) {
  const { rows } = await engine.handlers.views['trackers.list'].read({});
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`${name} is not among ${rows.map((row) => row.name).join(', ')}`);
  return found;
}

async function expectUsable(engine: Engine): Promise<void> {
  await engine.idle();
  const verify = async () =>
    take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context));
  expect(await verify()).toMatchObject({ same: true, firstDifference: null });
  const { id } = await named(engine, 'Pilot roster');
  const before = await itemNamed(engine, id, 'M1');
  take(await setField(engine, id, 'M1', 'notes', 'Asked twice.'));
  expect(await itemNamed(engine, id, 'M1')).toMatchObject({ id: before.id, notes: 'Asked twice.' });
  take(await undo(engine));
  expect(await itemNamed(engine, id, 'M1')).toMatchObject({ id: before.id, notes: before.notes });
  await engine.idle();
  expect(await verify()).toMatchObject({ same: true, firstDifference: null });
}

it('there is a frozen workspace of every schema up to the fourth', () => {
  expect(frozenSchemas.slice(0, 4)).toEqual([1, 2, 3, 4]);
});

describe.each(frozenSchemas)('a workspace of schema %i', (schema) => {
  it('opens, holds what it held, verifies, is edited and undone, and so does a copy of it', async () => {
    const folder = temporaryFolder();
    thawWorkspace(schema, join(folder, 'workspace'));
    const engine = await openEngine({ folder });
    await engine.idle();
    const { rows } = await engine.handlers.views['trackers.list'].read({});
    expect(rows.map((row) => row.name).toSorted()).toEqual([
      'Beacon Renewal Status',
      'Cutover night checklist',
      'Cutover readiness',
      'Harbour Renewal Status',
      'Harbour renewal',
      'Kettles',
      'Milestones',
      'Pilot roster',
      'Watch Room Handover Plan',
      'dock-queue',
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
