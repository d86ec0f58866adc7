import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TrackerMapping } from '../../../core/domain/trackers/vocabulary/mapping.ts';
import type { FilePort } from '../../../node/files/file-port.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  itemsOf,
  openEngine,
  setField,
  take,
  testClock,
  trackerRow,
  undo,
  write,
} from './test-engine.ts';

const none = { profile: null, mapping: null };

async function opened() {
  const folder = temporaryFolder();
  const engine = await openEngine({ folder });
  return { folder, engine, calls: engine.handlers.calls };
}

async function names(engine: Awaited<ReturnType<typeof openEngine>>) {
  return (await engine.handlers.views['trackers.list'].read({})).rows.map((row) => row.name).sort();
}

describe('an import', () => {
  it('takes files, folders and globs, leaves out what is no tracker, and takes no file twice', async () => {
    const { folder, engine, calls } = await opened();
    write(join(folder, 'docs', 'lamp.md'), statusPage);
    write(join(folder, 'docs', 'deep', 'list.md'), '# Boxes\n\n- [ ] one\n- [x] two\n');
    write(join(folder, 'docs', 'prose.md'), '# Words\n\nNothing to track.\n');
    write(join(folder, 'docs', 'node_modules', 'skip.md'), statusPage);
    write(join(folder, 'docs', 'logo.png'), 'not looked at');
    const first = take(await calls['trackers.import']({ paths: [join(folder, 'docs')], ...none }, context));
    expect(first.imported.map((one) => [one.name, one.items, one.already])).toEqual([
      ['Boxes', 2, false],
      ['Lamp Programme', 3, false],
    ]);
    expect([first.refused, first.leftOut]).toEqual([[], 1]);
    expect(
      await calls['trackers.import']({ paths: [join(folder, 'docs', 'pro*.md')], ...none }, context),
    ).toMatchObject({ ok: false, error: { code: 'import.nothing-found' } });
    const again = take(
      await calls['trackers.import']({ paths: [join(folder, 'docs', '**', '*.md')], ...none }, context),
    );
    expect(again.imported.map((one) => one.already)).toEqual([true, true]);
    symlinkSync(join(folder, 'docs', 'lamp.md'), join(folder, 'link.md'));
    const linked = take(
      await calls['trackers.import']({ paths: [join(folder, 'link.md')], ...none }, context),
    );
    expect(linked.imported).toMatchObject([{ name: 'Lamp Programme', already: true }]);
    expect(await names(engine)).toEqual(['Boxes', 'Lamp Programme']);
  });

  it('says why a file was refused and takes the others', async () => {
    const { folder, calls } = await opened();
    const good = write(join(folder, 'lamp.md'), statusPage);
    const binary = write(join(folder, 'image.md'), 'GIF\u0000\u0001\u0000\u0002');
    const wide = join(folder, 'wide.md');
    writeFileSync(wide, Buffer.from('\uFEFF# Wide\n\n- [ ] a\n', 'utf16le'));
    const absent = join(folder, 'absent.md');
    const { imported, refused } = take(
      await calls['trackers.import']({ paths: [binary, wide, absent, good], ...none }, context),
    );
    expect(imported).toHaveLength(1);
    expect(refused.map(({ path, code }) => [path, code])).toEqual([
      [binary, 'file.binary'],
      [wide, 'file.not-utf8'],
      [absent, 'file.missing'],
    ]);
    expect(
      await calls['trackers.import']({ paths: [join(folder, 'no*.md')], ...none }, context),
    ).toMatchObject({
      ok: false,
      error: { code: 'import.nothing-found' },
    });
  });

  it('stopped half way keeps what came in', async () => {
    const folder = temporaryFolder();
    const stop = new AbortController();
    const engine = await openEngine({
      folder,
      crashPoint: (name) => name === 'during-import' && stop.abort(),
    });
    for (const name of ['a', 'b', 'c']) write(join(folder, 'docs', `${name}.md`), statusPage);
    const answer = await engine.handlers.calls['trackers.import'](
      { paths: [join(folder, 'docs')], ...none },
      { actor: null, signal: stop.signal },
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'job.cancelled', facts: { imported: 1 } } });
    expect(await names(engine)).toEqual(['Lamp Programme']);
    expect((await engine.handlers.views['jobs.list'].read({})).rows).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is previewed without anything being written', async () => {
    const { folder, engine, calls } = await opened();
    const path = write(join(folder, 'lamp.md'), statusPage);
    const { previews } = take(await calls['trackers.preview']({ paths: [path], ...none }, context));
    const [preview] = previews;
    expect(preview).toMatchObject({
      name: 'Lamp Programme',
      profile: 'platform-status',
      kind: 'new',
      items: 3,
      problem: null,
    });
    if (preview?.kind !== 'new') throw new Error('not new');
    expect(preview.words.map((word) => word.word).sort()).toEqual(['done', 'in-progress', 'not-started']);
    expect(preview.tables.flatMap(({ columns }) => columns.map(({ label }) => label))).toContain(
      'Target Date',
    );
    expect(await names(engine)).toEqual([]);
  });
});

describe('a tracker without a file', () => {
  it('is made from a template, edited, and gets a file when it is exported', async () => {
    const { folder, engine, calls } = await opened();
    const templates = take(await calls['trackers.templates']({}, context));
    expect(templates.length).toBeGreaterThan(0);
    const template = templates[0]?.id ?? '';
    const { trackerId } = take(
      await calls['trackers.create']({ template, name: 'Docks', path: null }, context),
    );
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'detached', path: null });
    const item = (await itemsOf(engine, trackerId)).find((row) => row.notes !== null);
    take(await setField(engine, trackerId, item?.title ?? '', 'notes', 'Ilse'));
    const path = join(folder, 'out', 'docks.md');
    const wanted = { trackerId, format: 'md' as const, path, overwrite: false };
    take(await calls['trackers.exportTo'](wanted, context));
    expect(readFileSync(path, 'utf8')).toContain('Ilse');
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'in-step', path });
    expect(await calls['trackers.exportTo'](wanted, context)).toMatchObject({
      ok: false,
      error: { code: 'file.exists' },
    });
    take(await setField(engine, trackerId, item?.title ?? '', 'notes', 'Teo'));
    expect(readFileSync(path, 'utf8')).toContain('Teo');
  });

  it('is told that its export was written where only the workspace could not take it as its file', async () => {
    const folder = temporaryFolder();
    let afterWrite = (): void => undefined;
    const files: FilePort = {
      ...nodeFiles,
      async renameNew(from, to) {
        await nodeFiles.renameNew(from, to);
        afterWrite();
      },
    };
    const engine = await openEngine({ folder, files });
    const { calls } = engine.handlers;
    const made = { template: 'checklist', name: 'Docks', path: null };
    const { trackerId } = take(await calls['trackers.create'](made, context));
    const db = new Database(join(folder, 'workspace', 'quarterdeck.db'));
    onTestFinished(() => void db.close());
    // Taken out of the workspace at that very moment.
    afterWrite = () => void db.prepare('UPDATE tracker SET removed_at = 1').run();
    const path = join(folder, 'docks.md');
    const wanted = { trackerId, format: 'md' as const, path, overwrite: false };
    const { note } = take(await calls['trackers.exportTo'](wanted, context));
    expect(note).toContain(`${path} was written, but it is not the file of Docks yet`);
    expect(readFileSync(path, 'utf8')).toContain('Docks');
  });

  it('is refused for an unknown template or a name that is taken on disk', async () => {
    const { folder, calls } = await opened();
    expect(
      await calls['trackers.create']({ template: 'none', name: 'X', path: null }, context),
    ).toMatchObject({
      ok: false,
      error: { code: 'template.not-found' },
    });
    const path = write(join(folder, 'taken.md'), 'mine');
    const template = take(await calls['trackers.templates']({}, context))[0]?.id ?? '';
    expect(await calls['trackers.create']({ template, name: 'X', path }, context)).toMatchObject({
      ok: false,
      error: { code: 'file.exists' },
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

describe('a tracker', () => {
  it('is taken out and brought back with everything, its file untouched', async () => {
    const { folder, engine, calls } = await opened();
    const path = write(join(folder, 'lamp.md'), statusPage);
    const trackerId = await importOne(engine, path);
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    const { id } = await itemNamed(engine, trackerId, 'M1');
    take(await calls['trackers.remove']({ trackerId }, context));
    expect(await names(engine)).toEqual([]);
    expect(existsSync(path)).toBe(true);
    expect(await setField(engine, trackerId, 'M1', 'status', 'done').catch(() => null)).toBeNull();
    take(await calls['trackers.restore']({ trackerId }, context));
    expect((await itemNamed(engine, trackerId, 'M1')).id).toBe(id);
    const history = take(await calls['trackers.item']({ itemId: id }, context)).history;
    expect(history).toMatchObject([
      { source: 'here', field: 'status', before: 'in-progress', after: 'done' },
    ]);
  });

  it('is renamed, found by name and key, compared and exported', async () => {
    const { folder, engine, calls } = await opened();
    const path = write(join(folder, 'lamp.md'), statusPage);
    const trackerId = await importOne(engine, path);
    take(await calls['trackers.rename']({ trackerId, name: 'Lamps' }, context));
    const m1 = await itemNamed(engine, trackerId, 'M1');
    expect(take(await calls['trackers.resolve']({ tracker: 'lamps', item: 'M1' }, context))).toEqual({
      trackerId,
      itemId: m1.id,
    });
    take(await setField(engine, trackerId, 'M1', 'status', 'done'));
    const diff = take(await calls['trackers.diff']({ trackerId, from: 1, to: 'current' }, context));
    expect(diff).toMatchObject({ added: 1, removed: 1, same: false });
    expect(take(await calls['trackers.diff']({ trackerId, from: 'disk', to: 'current' }, context)).same).toBe(
      true,
    );
    rmSync(path);
    expect(await calls['trackers.diff']({ trackerId, from: 'disk', to: 'current' }, context)).toMatchObject({
      ok: false,
      error: { code: 'file.missing' },
    });
    const csv = take(await calls['trackers.export']({ trackerId, format: 'csv' }, context));
    expect(csv).toMatchObject({ fileName: 'lamp.csv' });
    expect(csv.text.split('\r\n')).toHaveLength(5);
    const json: unknown = JSON.parse(
      take(await calls['trackers.export']({ trackerId, format: 'json' }, context)).text,
    );
    expect(json).toMatchObject({ format: 'quarterdeck-tracker' });
    const report = async (format: 'report-md' | 'report-html', since?: string) =>
      take(await calls['trackers.export']({ trackerId, format, since }, context));
    const { fileName, text } = await report('report-md');
    expect(fileName).toBe('lamp-report.md');
    expect(text).toContain('## Items changed since Nov 13, 2026 (1)\n');
    expect(text).toContain('changed the status of M1');
    const page = await report('report-html', '2026-12-01');
    expect(page).toMatchObject({ fileName: 'lamp-report.html', mime: 'text/html; charset=utf-8' });
    expect(page.text).toContain('Items changed since Dec 1, 2026 (0)');
    expect(take(await calls['trackers.source']({ trackerId, revision: 1 }, context))).toMatchObject({
      text: statusPage,
      eol: 'mixed',
      bom: false,
      truncated: false,
    });
  });

  it('tells in a report what differs by now, not each step to it', async () => {
    const { folder, engine, calls } = await opened();
    const trackerId = await importOne(engine, write(join(folder, 'lamp.md'), statusPage));
    const report = async () =>
      take(await calls['trackers.export']({ trackerId, format: 'report-md' }, context)).text;
    for (const owner of ['Kim', 'Lee']) take(await setField(engine, trackerId, 'M2', 'owner', owner));
    expect(await report()).toMatch(/changed since Nov 13, 2026 \(1\)\n[^#]*the owner of M2[^\n]*Lee/u);
    take(await undo(engine));
    expect(await report()).toMatch(/changed since Nov 13, 2026 \(1\)\n[^#]*the owner of M2[^\n]*Kim/u);
    take(await undo(engine));
    expect(await report()).toContain('changed since Nov 13, 2026 (0)\n');
  });

  it('offers what was said of its tables for the next file of that shape, and applies nothing itself', async () => {
    const { folder, engine, calls } = await opened();
    const odd = (row: string) => `# Odd\n\n| What | Lage |\n|---|---|\n| ${row} |\n`;
    const first = write(join(folder, 'odd.md'), odd('Hull | fertig'));
    const second = write(join(folder, 'even.md'), odd('Mast | fertig'));
    const other = write(
      join(folder, 'other.md'),
      '# Other\n\n| Task | Status |\n|---|---|\n| Oar | done |\n',
    );
    const tables = { 'what | lage': { followed: null, columns: { Lage: 'status' } } };
    const mapping = { columns: {}, words: { fertig: 'done' as const, ruht: 'blocked' as const }, tables };
    const preview = async (path: string) => {
      const [one] = take(await calls['trackers.preview']({ paths: [path], ...none }, context)).previews;
      return one?.kind === 'refused' ? undefined : one;
    };
    expect((await preview(second))?.remembered).toBeNull();
    const trackerId = await importOne(engine, first);
    take(await calls['trackers.remap']({ trackerId, profile: 'generic', mapping }, context));
    expect(await preview(second)).toMatchObject({
      kind: 'new',
      remembered: { from: 'Odd', mapping: { columns: {}, words: {}, tables } },
    });
    expect((await preview(other))?.remembered).toBeNull();
    expect(await preview(first)).toMatchObject({ remembered: null, said: { profile: 'generic', mapping } });
    take(await calls['trackers.remove']({ trackerId }, context));
    expect((await preview(second))?.remembered?.from).toBe('Odd');
    const offered = (await preview(second))?.remembered?.mapping ?? null;
    const { imported } = take(
      await calls['trackers.import']({ paths: [second], profile: null, mapping: offered }, context),
    );
    expect(imported).toMatchObject([{ items: 1 }]);
  });

  it('offers what a person said last, whatever was edited since', async () => {
    const folder = temporaryFolder();
    const clock = testClock();
    const engine = await openEngine({ folder, clock });
    const { calls } = engine.handlers;
    const page = (name: string) => `# ${name}\n\n| What | Lage |\n|---|---|\n| Hull | fertig |\n`;
    const say = async (name: string, state: 'done' | 'blocked') => {
      const trackerId = await importOne(engine, write(join(folder, `${name}.md`), page(name)));
      const tables = { 'what | lage': { followed: null, columns: { Lage: 'status' } } };
      const mapping = { columns: {}, words: { fertig: state }, tables };
      clock.forward(1000);
      take(await calls['trackers.remap']({ trackerId, profile: 'generic', mapping }, context));
      return trackerId;
    };
    const first = await say('First', 'done');
    await say('Second', 'blocked');
    clock.forward(1000);
    take(await setField(engine, first, 'Hull', 'name', 'Hull plates'));
    const third = write(join(folder, 'third.md'), page('Third').replace('What | Lage', 'WHAT | LAGE'));
    const preview = async (mapping: TrackerMapping | null) => {
      const asked = { paths: [third], profile: null, mapping };
      const [one] = take(await calls['trackers.preview'](asked, context)).previews;
      return one?.kind === 'new' ? one : null;
    };
    const offered = (await preview(null))?.remembered ?? null;
    expect(offered?.from).toBe('Second');
    expect((await preview(offered?.mapping ?? null))?.sample).toMatchObject([{ state: 'blocked' }]);
  });

  it('is read with another profile or mapping without its text changing', async () => {
    const { folder, engine, calls } = await opened();
    const path = write(join(folder, 'odd.md'), '# Odd\n\n| What | Zustand |\n|---|---|\n| Hull | fertig |\n');
    const trackerId = await importOne(engine, path);
    const mapping = { columns: { Zustand: 'status' }, words: { fertig: 'done' as const } };
    take(await calls['trackers.remap']({ trackerId, profile: 'generic', mapping }, context));
    expect(await itemNamed(engine, trackerId, 'Hull')).toMatchObject({ status: 'fertig', state: 'done' });
    expect(
      await calls['trackers.remap']({ trackerId, profile: 'none', mapping: null }, context),
    ).toMatchObject({
      ok: false,
      error: { code: 'profile.not-found' },
    });
  });
});
