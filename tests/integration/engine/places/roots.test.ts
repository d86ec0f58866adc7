import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import type { Engine } from '../../../../main/engine/engine.ts';
import { git } from '../../../support/git-remote.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  setField,
  take,
  testClock,
  trackerRow,
  until,
  write,
} from '../test-engine.ts';

const ORIGIN = 'git@git.example.org:Harbour/Docs.git';

/** A repository with one commit that holds `docs/lamp.md`. */
function makeRepository(folder: string, remote: string | null = ORIGIN): string {
  write(join(folder, 'docs', 'lamp.md'), statusPage);
  git(folder, 'init', '--quiet', '--initial-branch=trunk');
  if (remote !== null) git(folder, 'remote', 'add', 'origin', remote);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', `First in ${basename(folder)}`);
  return folder;
}

interface PlaceRow {
  readonly kind: string;
  readonly name: string;
  readonly remote: string | null;
  readonly rootId: string;
  readonly folder: string | null;
  readonly path: string;
}

/** Reads beside the running engine, on a connection of its own. */
function rowsOf<Row>(folder: string, sql: string): Row[] {
  const db = new Database(join(folder, 'workspace', 'quarterdeck.db'), { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
}

const places = (folder: string): PlaceRow[] =>
  rowsOf<PlaceRow>(
    folder,
    `SELECT kind, root.name, remote, root.id AS rootId, folder, path FROM tracker
     JOIN root ON root.id = tracker.root LEFT JOIN root_binding ON root_id = root.id ORDER BY folder, path`,
  );

const pathOf = async (engine: Engine, id: TrackerId) => (await trackerRow(engine, id)).path;

describe('the root of an imported file', () => {
  it('is the repository it lies in, named by its remote, the same for every way to reach it', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const original = makeRepository(join(one, 'harbour'));
    git(two, 'clone', '--quiet', original, 'elsewhere');
    git(
      join(two, 'elsewhere'),
      'remote',
      'set-url',
      'origin',
      'https://ilse:secret@git.example.org/Harbour/Docs',
    );
    const [first, second] = [await openEngine({ folder: one }), await openEngine({ folder: two })];
    const tracker = await importOne(first, join(original, 'docs', 'lamp.md'));
    await importOne(second, join(two, 'elsewhere', 'docs', 'lamp.md'));
    expect(await pathOf(first, tracker)).toBe(join(original, 'docs', 'lamp.md'));
    const [here, there] = [places(one), places(two)];
    expect(here).toMatchObject([
      { kind: 'repository', name: 'Docs', remote: 'git.example.org/Harbour/Docs', path: 'docs/lamp.md' },
    ]);
    expect(there).toMatchObject([
      { rootId: here[0]?.rootId, path: 'docs/lamp.md', folder: join(two, 'elsewhere') },
    ]);
  });

  it('is another one for a fork, and for a history that only shares the remote', async () => {
    const folder = temporaryFolder();
    const original = makeRepository(join(folder, 'harbour'));
    git(folder, 'clone', '--quiet', original, 'fork');
    git(join(folder, 'fork'), 'remote', 'set-url', 'origin', 'git@git.example.org:Teo/Docs.git');
    makeRepository(join(folder, 'again'));
    const engine = await openEngine({ folder });
    for (const name of ['harbour', 'fork', 'again'])
      await importOne(engine, join(folder, name, 'docs', 'lamp.md'));
    const roots = places(folder);
    expect(roots.map(({ kind }) => kind)).toEqual(['repository', 'repository', 'repository']);
    expect(new Set(roots.map(({ rootId }) => rootId)).size).toBe(3);
  });

  it('stays the same when another history is merged into the repository', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const original = makeRepository(join(one, 'harbour'));
    git(two, 'clone', '--quiet', original, 'later');
    const later = join(two, 'later');
    git(later, 'remote', 'set-url', 'origin', ORIGIN);
    git(later, 'checkout', '--quiet', '--orphan', 'other');
    git(later, 'commit', '--quiet', '-m', 'An older project');
    git(later, 'checkout', '--quiet', 'trunk');
    git(later, 'merge', '--quiet', '--allow-unrelated-histories', '-s', 'ours', '-m', 'Take it in', 'other');
    await importOne(await openEngine({ folder: one }), join(original, 'docs', 'lamp.md'));
    await importOne(await openEngine({ folder: two }), join(later, 'docs', 'lamp.md'));
    expect(places(two)[0]?.rootId).toBe(places(one)[0]?.rootId);
  });

  it('is the innermost repository: one inside another, and a submodule, are their own', async () => {
    const folder = temporaryFolder();
    const outer = makeRepository(join(folder, 'outer'));
    const inner = makeRepository(join(outer, 'inner'), 'https://git.example.org/inner.git');
    const library = makeRepository(join(folder, 'library'), null);
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'vendor/library');
    const engine = await openEngine({ folder });
    await importOne(engine, join(outer, 'docs', 'lamp.md'));
    await importOne(engine, join(inner, 'docs', 'lamp.md'));
    await importOne(engine, join(outer, 'vendor', 'library', 'docs', 'lamp.md'));
    expect(places(folder)).toMatchObject([
      { folder: outer, path: 'docs/lamp.md', kind: 'repository' },
      { folder: inner, path: 'docs/lamp.md', remote: 'git.example.org/inner', kind: 'repository' },
      { folder: join(outer, 'vendor', 'library'), remote: null, kind: 'repository' },
    ]);
  });

  it('is the plain folder of a second work tree or clone, whose texts are others', async () => {
    const folder = temporaryFolder();
    const main = makeRepository(join(folder, 'harbour'));
    git(main, 'worktree', 'add', '--quiet', join(folder, 'hotfix'), '-b', 'hotfix');
    const engine = await openEngine({ folder });
    const trackers = [
      await importOne(engine, join(main, 'docs', 'lamp.md')),
      await importOne(engine, join(folder, 'hotfix', 'docs', 'lamp.md')),
    ];
    expect(places(folder)).toMatchObject([
      { kind: 'repository', folder: main },
      { kind: 'folder', folder: join(folder, 'hotfix'), path: 'docs/lamp.md' },
    ]);
    expect(new Set(trackers).size).toBe(2);
  });

  it('is found by its remote where the start of the history was not cloned', async () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()];
    const original = makeRepository(join(one, 'harbour'));
    write(join(original, 'docs', 'more.md'), statusPage);
    git(original, 'add', '.');
    git(original, 'commit', '--quiet', '-m', 'Second');
    const engine = await openEngine({ folder: one });
    await importOne(engine, join(original, 'docs', 'lamp.md'));
    git(two, 'clone', '--quiet', '--depth=1', `file://${original}`, 'shallow');
    git(join(two, 'shallow'), 'remote', 'set-url', 'origin', ORIGIN);
    renameSync(original, join(one, 'put-away'));
    write(join(one, 'put-away', 'note.md'), '');
    await importOne(engine, join(two, 'shallow', 'docs', 'more.md'));
    expect(places(one)).toMatchObject([
      { path: 'docs/lamp.md', folder: join(two, 'shallow') },
      { path: 'docs/more.md', folder: join(two, 'shallow') },
    ]);
  });

  it('is the folder a file lies in where there is no repository, spelled as it was named', async () => {
    const folder = temporaryFolder();
    write(join(folder, 'plans', 'lamp.md'), statusPage);
    symlinkSync(join(folder, 'plans'), join(folder, 'link'));
    const engine = await openEngine({ folder });
    const tracker = await importOne(engine, join(folder, 'plans', 'lamp.md'));
    expect(await importOne(engine, join(folder, 'link', 'lamp.md'))).toBe(tracker);
    write(join(folder, 'plans', 'more.md'), statusPage);
    const more = await importOne(engine, join(folder, 'link', 'more.md'));
    expect(await pathOf(engine, more)).toBe(join(folder, 'link', 'more.md'));
    expect(places(folder)).toMatchObject([
      { kind: 'folder', name: 'link', path: 'more.md' },
      { kind: 'folder', name: 'plans', path: 'lamp.md' },
    ]);
  });

  it('is the repository that a link leads into', async () => {
    const folder = temporaryFolder();
    const original = makeRepository(join(folder, 'harbour'));
    symlinkSync(join(original, 'docs'), join(folder, 'docs'));
    const engine = await openEngine({ folder });
    const tracker = await importOne(engine, join(folder, 'docs', 'lamp.md'));
    expect(places(folder)).toMatchObject([{ kind: 'repository', path: 'docs/lamp.md' }]);
    expect(await importOne(engine, join(original, 'docs', 'lamp.md'))).toBe(tracker);
  });
});

describe('a known repository', () => {
  it('that moved is found again with all its trackers when one of its files is imported', async () => {
    const folder = temporaryFolder();
    const original = makeRepository(join(folder, 'harbour'));
    write(join(original, 'docs', 'more.md'), statusPage);
    const engine = await openEngine({ folder, watch: true });
    const lamp = await importOne(engine, join(original, 'docs', 'lamp.md'));
    const more = await importOne(engine, join(original, 'docs', 'more.md'));
    renameSync(original, join(folder, 'moved'));
    take(await engine.handlers.calls['trackers.recheck']({ trackerId: lamp }, context));
    expect((await trackerRow(engine, lamp)).fileState).toBe('missing');
    expect(await importOne(engine, join(folder, 'moved', 'docs', 'lamp.md'))).toBe(lamp);
    expect(await pathOf(engine, more)).toBe(join(folder, 'moved', 'docs', 'more.md'));
    expect((await trackerRow(engine, lamp)).fileState).toBe('in-step');
    write(join(folder, 'moved', 'docs', 'more.md'), statusPage.replace('in-progress |', 'blocked |'));
    await until(
      engine,
      [`tracker:${more}`],
      async () => (await itemNamed(engine, more, 'M1')).state === 'blocked',
    );
  });

  it('that is not on this device shows its trackers, keeps edits, and connects when a clone is imported', async () => {
    const folder = temporaryFolder();
    const original = makeRepository(join(folder, 'harbour'));
    const first = await openEngine({ folder });
    const tracker = await importOne(first, join(original, 'docs', 'lamp.md'));
    const other = temporaryFolder();
    take(await first.handlers.calls['workspace.copy']({ folder: join(other, 'workspace') }, context));
    await first.close();
    const db = new Database(join(other, 'workspace', 'quarterdeck.db'));
    db.exec('DELETE FROM root_binding');
    db.close();

    const clock = testClock();
    const engine = await openEngine({ folder: other, clock });
    await engine.idle();
    const row = await trackerRow(engine, tracker);
    expect(row).toMatchObject({ path: null, fileState: 'elsewhere' });
    expect(row.fileNote).toBe(
      'Its file is docs/lamp.md in Docs, which is not on this device. Its text and your edits are kept in this workspace. Import a file of your clone of Docs to connect it.',
    );
    take(await setField(engine, tracker, 'M1', 'status', 'done'));
    expect((await itemNamed(engine, tracker, 'M1')).state).toBe('done');
    expect(readFileSync(join(original, 'docs', 'lamp.md'), 'utf8')).toBe(statusPage);

    clock.forward(60_000);
    git(other, 'clone', '--quiet', original, 'clone');
    git(join(other, 'clone'), 'remote', 'set-url', 'origin', ORIGIN);
    write(join(other, 'clone', 'docs', 'more.md'), statusPage);
    await importOne(engine, join(other, 'clone', 'docs', 'more.md'));
    expect(await trackerRow(engine, tracker)).toMatchObject({
      path: join(other, 'clone', 'docs', 'lamp.md'),
    });
    // The edit made while there was no file is in it now.
    expect(readFileSync(join(other, 'clone', 'docs', 'lamp.md'), 'utf8')).toBe(
      statusPage.replace('in-progress |', 'done |'),
    );
  });
});

it('an export gives a tracker without a file its place, but never the file of another tracker', async () => {
  const folder = temporaryFolder();
  const original = makeRepository(join(folder, 'harbour'));
  const engine = await openEngine({ folder });
  await importOne(engine, join(original, 'docs', 'lamp.md'));
  const { trackerId } = take(
    await engine.handlers.calls['trackers.create'](
      { template: 'checklist', name: 'Night', path: null },
      context,
    ),
  );
  const exportTo = (path: string) =>
    engine.handlers.calls['trackers.exportTo']({ trackerId, format: 'md', path, overwrite: true }, context);
  expect(await exportTo(join(original, 'docs', 'lamp.md'))).toMatchObject({ error: { code: 'file.in-use' } });
  expect(readFileSync(join(original, 'docs', 'lamp.md'), 'utf8')).toBe(statusPage);
  take(await exportTo(join(original, 'docs', 'night.md')));
  expect(await pathOf(engine, trackerId)).toBe(join(original, 'docs', 'night.md'));
  expect(places(folder)).toMatchObject([
    { kind: 'repository', path: 'docs/lamp.md' },
    { kind: 'repository', path: 'docs/night.md' },
  ]);
});

it('no op and no event of a used workspace names a folder of this machine', async () => {
  const folder = temporaryFolder();
  const original = makeRepository(join(folder, 'harbour'), join(folder, 'server.git'));
  const plain = write(join(folder, 'plans', 'ferry.md'), statusPage);
  const engine = await openEngine({ folder, sample: true });
  const call = engine.handlers.calls;
  const lamp = await importOne(engine, join(original, 'docs', 'lamp.md'));
  const ferry = await importOne(engine, plain);
  mkdirSync(join(folder, 'new'));
  take(
    await call['trackers.create'](
      { template: 'checklist', name: 'Night', path: join(folder, 'new', 'night') },
      context,
    ),
  );
  take(await setField(engine, lamp, 'M1', 'status', 'done'));
  take(await call['trackers.undo']({ trackerId: null }, context));
  write(join(original, 'docs', 'lamp.md'), statusPage.replace('in-progress |', 'blocked |'));
  take(await call['trackers.recheck']({ trackerId: lamp }, context));
  take(await call['trackers.remove']({ trackerId: ferry }, context));
  take(await call['trackers.restore']({ trackerId: ferry }, context));
  renameSync(plain, join(folder, 'gone.md'));
  take(await call['trackers.recheck']({ trackerId: ferry }, context));
  take(
    await call['trackers.exportTo'](
      { trackerId: ferry, format: 'md', path: join(folder, 'new', 'ferry.md'), overwrite: false },
      context,
    ),
  );
  take(await call['settings.set']({ staleAfterDays: 9 }, context));
  await engine.idle();
  const logs = rowsOf<{ said: string }>(
    folder,
    'SELECT patch AS said FROM op UNION ALL SELECT payload || source || source_id FROM event',
  ).map(({ said }) => said);
  expect(logs.length).toBeGreaterThan(20);
  const named = [folder, basename(folder), homedir(), process.cwd()];
  expect(logs.filter((said) => named.some((path) => said.includes(path)))).toEqual([]);
});
