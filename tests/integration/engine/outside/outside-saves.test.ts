import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import {
  conflictsOf,
  context,
  importOne,
  itemNamed,
  openEngine,
  setField,
  type TestEngineOptions,
  take,
  testClock,
  trackerRow,
  undo,
  until,
  write,
} from '../test-engine.ts';

const HOUR = 3_600_000;

async function opened(options: Omit<Partial<TestEngineOptions>, 'folder'> = {}) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const clock = testClock();
  const engine = await openEngine({ folder, clock, ...options });
  const trackerId = await importOne(engine, path);
  const save = (text: string) => writeFileSync(path, text);
  const recheck = async () =>
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context)).summary;
  return { folder, path, clock, engine, trackerId, save, recheck, text: () => readFileSync(path, 'utf8') };
}

describe('an outside change', () => {
  it('is seen by the watch and becomes a revision', async () => {
    const { engine, trackerId, save } = await opened({ watch: true });
    save(statusPage.replace('in-progress |', 'blocked |'));
    await until(
      engine,
      [`tracker:${trackerId}`],
      async () => (await itemNamed(engine, trackerId, 'M1')).state === 'blocked',
    );
    const revisions = take(
      await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 5 }, context),
    );
    expect(revisions.rows.map((revision) => revision.cause)).toEqual(['outside', 'import']);
  });

  it('by replacing the file, as editors save, is seen as well', async () => {
    const { engine, trackerId, path } = await opened({ watch: true });
    for (const state of ['blocked', 'done'] as const) {
      write(`${path}.swp`, statusPage.replace('in-progress |', `${state} |`));
      renameSync(`${path}.swp`, path);
      await until(
        engine,
        [`tracker:${trackerId}`],
        async () => (await itemNamed(engine, trackerId, 'M1')).state === state,
      );
    }
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
  });

  it('that takes the folder away and brings it back is noticed both times', async () => {
    const { engine, trackerId, path, folder } = await opened({ watch: true });
    const state = async () => (await trackerRow(engine, trackerId)).fileState;
    rmSync(dirname(path), { recursive: true });
    await until(engine, ['trackers'], async () => (await state()) === 'missing');
    mkdirSync(join(folder, 'docs'));
    write(path, statusPage.replace('in-progress |', 'blocked |'));
    await until(engine, ['trackers'], async () => (await state()) === 'in-step');
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('blocked');
  });

  it('after our edit keeps both, since it was made on top of it', async () => {
    const { engine, trackerId, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    save(text().replace('not-started |', 'in-progress |'));
    await recheck();
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
    expect((await itemNamed(engine, trackerId, 'M2')).state).toBe('active');
    expect(await conflictsOf(engine)).toEqual([]);
  });

  it('that shows no trace of our edit is merged with it: the edit stands again, and both values are shown, as it may have been taken back', async () => {
    const { engine, trackerId, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    save(statusPage.replace('November 3, 2026', 'November 4, 2026'));
    await recheck();
    expect(text()).toBe(
      statusPage.replace('November 3, 2026', 'November 4, 2026').replace('in-progress |', 'done |'),
    );
    const [conflict, ...more] = await conflictsOf(engine);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      field: 'status',
      mine: { value: 'done' },
      theirs: { value: 'in-progress', who: 'outside' },
      current: 'done',
    });
    if (conflict === undefined) return;
    take(
      await engine.handlers.calls['conflicts.resolve']({ conflictId: conflict.id, keep: 'theirs' }, context),
    );
    expect(text()).toBe(statusPage.replace('November 3, 2026', 'November 4, 2026'));
  });

  it.each([
    [
      'a row that was added',
      { kind: 'add-item' as const, at: 'M1', title: 'Varnish the deck' },
      'Varnish the deck',
    ],
    ['a row that was deleted', { kind: 'delete-item' as const, at: 'M1', title: '' }, 'M1'],
  ])('that shows no trace of %s is a conflict as well', async (_, { kind, at, title }, said) => {
    const { engine, trackerId, save, recheck } = await opened();
    const { id } = await itemNamed(engine, trackerId, at);
    const edit =
      kind === 'add-item'
        ? { kind, nearItemId: id, place: 'after' as const, values: { name: title } }
        : { kind, itemId: id };
    take(
      await engine.handlers.calls['trackers.edit'](
        { trackerId, edits: [edit], log: null, actorId: null },
        context,
      ),
    );
    save(statusPage.replace('November 3, 2026', 'November 4, 2026'));
    await recheck();
    const conflicts = await conflictsOf(engine);
    expect(conflicts.map(({ field }) => field)).toEqual(['item']);
    expect(JSON.stringify(conflicts)).toContain(said);
  });

  it('of the value we edited without having seen it is a conflict with both values, and either can be kept', async () => {
    const { engine, trackerId, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    save(statusPage.replace('in-progress |', 'blocked |'));
    await recheck();
    const [conflict] = await conflictsOf(engine);
    expect(conflict).toMatchObject({
      field: 'status',
      base: 'in-progress',
      mine: { value: 'done' },
      theirs: { value: 'blocked', who: 'outside' },
      current: 'blocked',
    });
    expect((await trackerRow(engine, trackerId)).fileState).toBe('conflict');
    if (conflict === undefined) return;
    const keep = (side: 'mine' | 'theirs') =>
      engine.handlers.calls['conflicts.resolve']({ conflictId: conflict.id, keep: side }, context);
    take(await keep('mine'));
    expect(text()).toBe(statusPage.replace('in-progress |', 'done |'));
    expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
    expect(await keep('theirs')).toMatchObject({ ok: false, error: { code: 'conflict.resolved' } });
    take(await engine.handlers.calls['conflicts.reopen']({ conflictId: conflict.id }, context));
    take(await keep('theirs'));
    expect(text()).toBe(statusPage.replace('in-progress |', 'blocked |'));
    expect(await conflictsOf(engine, true)).toHaveLength(1);
  });

  it('back to an earlier text is taken as meant', async () => {
    const { engine, trackerId, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    save(statusPage);
    await recheck();
    expect(text()).toBe(statusPage);
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('active');
  });

  it('long after our edit is taken as meant', async () => {
    const { engine, trackerId, clock, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    clock.forward(HOUR);
    const theirs = statusPage.replace('in-progress |', 'blocked |');
    save(theirs);
    await recheck();
    expect(text()).toBe(theirs);
    expect(await conflictsOf(engine)).toEqual([]);
  });

  it('between reading and writing of an edit is merged with the edit', async () => {
    let meanwhile: string | null = null;
    const files = {
      ...nodeFiles,
      async createExclusive(path: string, mode: number) {
        if (meanwhile !== null) writeFileSync(join(dirname(path), 'lamp.md'), meanwhile);
        meanwhile = null;
        return nodeFiles.createExclusive(path, mode);
      },
    };
    const { engine, trackerId, text } = await opened({ files });
    meanwhile = statusPage.replace('November 3, 2026', 'November 4, 2026');
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(text()).toBe(
      statusPage.replace('November 3, 2026', 'November 4, 2026').replace('in-progress |', 'done |'),
    );
  });

  it('that begins by taking the file away is waited for, also where it does so in the midst of a look at it', async () => {
    const theirs = statusPage.replace('November 3, 2026', 'November 4, 2026');
    let taken: string | null = null;
    const files = {
      ...nodeFiles,
      async read(path: string) {
        if (taken === path) {
          rmSync(path);
          taken = null;
          setTimeout(() => writeFileSync(path, theirs), 100);
        }
        return nodeFiles.read(path);
      },
    };
    const outsideTimes = { still: 0, shrunk: 1000, atLatest: 3000, offer: 30_000, keep: 0 };
    const { engine, trackerId, path, save, text } = await opened({ files, outsideTimes });
    // Touched, and not changed: it may be read at once.
    save(statusPage);
    taken = path;
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    expect(text()).toBe(theirs.replace('in-progress |', 'done |'));
  });

  it('that comes again with every try of an edit ends the edit instead of holding the tracker', async () => {
    let reads = 0;
    let busy = false;
    const versions = new Set<number>();
    const files = {
      ...nodeFiles,
      async read(path: string) {
        if (!busy || !path.endsWith('lamp.md')) return nodeFiles.read(path);
        // Each version is read once by the edit and once by the check that takes it in; in the end it settles.
        const version = Math.min(20, Math.floor(reads / 2));
        reads += 1;
        versions.add(version);
        return Buffer.from(statusPage.replace('November 3, 2026', `November ${4 + version}, 2026`));
      },
    };
    const { engine, trackerId } = await opened({ files });
    busy = true;
    expect(await setField(engine, trackerId, 'M1', 'status', 'no such word')).toMatchObject({
      ok: false,
      error: { code: 'file.changed', retryable: true },
    });
    expect(versions.size).toBe(3);
  });

  it('not yet seen when we edit the same value is a conflict, not overwritten', async () => {
    const { engine, trackerId, save, text } = await opened();
    const { id } = await itemNamed(engine, trackerId, 'M1');
    save(statusPage.replace('in-progress |', 'blocked |'));
    take(
      await engine.handlers.calls['trackers.edit'](
        {
          trackerId,
          edits: [{ kind: 'set-field', itemId: id, field: 'status', value: 'done' }],
          log: null,
          actorId: null,
        },
        context,
      ),
    );
    expect(text()).toContain('blocked |');
    expect(await conflictsOf(engine)).toMatchObject([
      { mine: { value: 'done' }, theirs: { value: 'blocked' } },
    ]);
  });
});

describe('undo after an outside change', () => {
  it('takes only our edit back', async () => {
    const { engine, trackerId, save, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    const theirs = text().replace('November 3, 2026', 'November 4, 2026');
    save(theirs);
    take(await undo(engine));
    expect(text()).toBe(statusPage.replace('November 3, 2026', 'November 4, 2026'));
  });

  it('of the same value is overtaken, and says so', async () => {
    const { engine, trackerId, clock, save, recheck, text } = await opened();
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    clock.forward(HOUR);
    const theirs = text().replace('done |', 'blocked |');
    save(theirs);
    await recheck();
    expect(await undo(engine)).toMatchObject({ ok: false, error: { code: 'undo.overtaken' } });
    expect(text()).toBe(theirs);
    expect(await undo(engine)).toMatchObject({ ok: false, error: { code: 'undo.nothing' } });
  });
});
