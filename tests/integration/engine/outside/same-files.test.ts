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
  const preview = async (...paths: string[]) =>
    take(await engine.handlers.calls['trackers.preview']({ paths, profile: null, mapping: null }, context));
  const names = async () =>
    (await engine.handlers.views['trackers.list'].read({})).rows.map(({ name }) => name);
  return { folder, engine, importAll, preview, names };
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

const SAID = { columns: {}, words: { 'in-progress': 'blocked' as const } };

it.each([
  ['taken out of the workspace', 'removed'],
  ['missing its file', 'missing'],
] as const)(
  'a tracker that was %s is previewed as coming back, and read as its person chooses',
  async (_, was) => {
    const { folder, engine, preview, names } = await opened();
    const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
    const trackerId = await importOne(engine, path);
    const place = was === 'missing' ? join(folder, 'elsewhere', 'lamp.md') : path;
    if (was === 'missing') {
      mkdirSync(dirname(place));
      renameSync(path, place);
    } else {
      take(await engine.handlers.calls['trackers.remove']({ trackerId }, context));
    }
    const { previews } = await preview(place);
    expect(previews).toMatchObject([{ kind: 'returning', was, trackerId, path: place, items: 3 }]);
    const wanted = { paths: [place], profile: null, mapping: SAID };
    const { imported } = take(await engine.handlers.calls['trackers.import'](wanted, context));
    expect(imported).toMatchObject([{ trackerId, returned: was }]);
    expect(await names()).toHaveLength(1);
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('blocked');
  },
);

it('of two files that say what a missing one said, one brings the tracker back and the other is new', async () => {
  const { folder, engine, importAll, preview } = await opened();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const trackerId = await importOne(engine, path);
  unlinkSync(path);
  const places = ['one', 'two'].map((name) => write(join(folder, name, 'lamp.md'), statusPage));
  expect((await preview(...places)).previews.map(({ kind }) => kind)).toEqual(['returning', 'new']);
  const { imported } = await importAll(...places);
  expect(imported.map((one) => one.trackerId === trackerId)).toEqual([true, false]);
  expect((await trackerRow(engine, trackerId)).path).toBe(places[0]);
});

it('a second name of a file is refused by the preview as by the import', async (test) => {
  onUnix(test);
  const { folder, importAll, preview } = await opened();
  const real = write(join(folder, 'real', 'lamp.md'), statusPage);
  const link = join(folder, 'lamp.md');
  symlinkSync(real, link);
  expect((await preview(real, link)).previews).toMatchObject([
    { kind: 'new' },
    { kind: 'refused', code: 'import.same-file' },
  ]);
  expect((await importAll(real, link)).refused).toMatchObject([{ path: link, code: 'import.same-file' }]);
});

it('of more files than a person looks through, the rest is named and taken in where it holds a tracker', async () => {
  const { folder, engine, preview } = await opened();
  const list = '# List\n\n- [ ] one\n';
  for (let n = 100; n < 602; n += 1)
    write(join(folder, 'docs', `${n}.md`), n === 601 ? '# Words\n\nNothing.\n' : list);
  const { previews, unread } = await preview(join(folder, 'docs'));
  expect(previews).toHaveLength(500);
  expect(unread).toEqual([600, 601].map((n) => join(folder, 'docs', `${n}.md`)));
  const wanted = { paths: [], found: unread, profile: null, mapping: null };
  const { imported, leftOut } = take(await engine.handlers.calls['trackers.import'](wanted, context));
  expect([imported.map(({ path }) => path), leftOut]).toEqual([[unread[0]], 1]);
});
