import { chmodSync, lstatSync, mkdirSync, renameSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { onUnix } from '../../../support/not-run.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  setField,
  take,
  trackerRow,
  until,
  write,
} from '../test-engine.ts';

async function opened(watch = false) {
  const folder = temporaryFolder();
  const engine = await openEngine({ folder, watch });
  const importAll = async (...paths: string[]) =>
    take(await engine.handlers.calls['trackers.import']({ paths, profile: null, mapping: null }, context));
  const names = async () =>
    (await engine.handlers.views['trackers.list'].read({})).rows.map(({ name }) => name);
  return { folder, engine, importAll, names };
}

it('a file is one tracker by its own name and by a link to it, whichever came first', async (test) => {
  onUnix(test);
  const { folder, engine, importAll, names } = await opened();
  const real = write(join(folder, 'real', 'lamp.md'), statusPage);
  chmodSync(real, 0o640);
  mkdirSync(join(folder, 'links'));
  const link = join(folder, 'links', 'lamp.md');
  symlinkSync(real, link);
  const trackerId = await importOne(engine, link);
  expect((await importAll(real)).imported).toMatchObject([{ trackerId, already: true }]);
  expect(await names()).toHaveLength(1);
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  expect([lstatSync(link).isSymbolicLink(), statSync(real).mode & 0o777]).toEqual([true, 0o640]);
  unlinkSync(link);
});

it('copies that a sync conflict made are left out of a folder, each with its reason, and taken in when named', async () => {
  const { folder, importAll, names } = await opened();
  const copies = [
    'lamp (conflicted copy 2026-02-03).md',
    "lamp (Ada's conflicted copy).md",
    'lamp 2.md',
    'lamp.sync-conflict-20260203-101112-ABCDEFG.md',
    'lamp_REMOTE_1234.md',
  ];
  for (const name of ['lamp.md', ...copies]) write(join(folder, 'docs', name), statusPage);
  write(join(folder, 'docs', 'phase 2.md'), statusPage.replace('# ', '# Second '));
  const { imported, refused } = await importAll(join(folder, 'docs'));
  expect(imported.map(({ path }) => path).toSorted()).toEqual(
    ['lamp.md', 'phase 2.md'].map((name) => join(folder, 'docs', name)),
  );
  expect(refused.map(({ path }) => path).toSorted()).toEqual(
    copies.map((name) => join(folder, 'docs', name)).toSorted(),
  );
  expect(refused[0]).toMatchObject({
    code: 'import.conflict-copy',
    reason: expect.stringContaining('of lamp.md'),
  });
  await importAll(join(folder, 'docs', 'lamp 2.md'));
  expect((await names()).filter((name) => name.endsWith('(lamp 2)'))).toHaveLength(1);
});

it('a file that moves inside its folder takes its tracker along, with ids and history', async () => {
  const { folder, engine } = await opened(true);
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const trackerId = await importOne(engine, path);
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  const before = await itemNamed(engine, trackerId, 'M1');
  const place = join(dirname(path), 'plans', 'lamp.md');
  mkdirSync(dirname(place));
  renameSync(path, place);
  await until(engine, ['trackers'], async () => (await trackerRow(engine, trackerId)).path === place);
  expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
  expect((await itemNamed(engine, trackerId, 'M1')).id).toBe(before.id);
  take(await setField(engine, trackerId, 'M1', 'owner', 'Ruth'));
});

it('an import of a missing file at its new place gives the tracker its file back', async () => {
  const { folder, engine, importAll, names } = await opened();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const trackerId = await importOne(engine, path);
  const place = join(folder, 'elsewhere', 'lamp.md');
  mkdirSync(dirname(place));
  renameSync(path, place);
  expect((await importAll(place)).imported).toMatchObject([{ trackerId, path: place, already: true }]);
  expect(await names()).toHaveLength(1);
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
});
