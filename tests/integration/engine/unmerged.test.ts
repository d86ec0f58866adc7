import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  itemsOf,
  openEngine,
  setField,
  take,
  trackerRow,
  undo,
  until,
  write,
} from './test-engine.ts';

const head = '# Pier\n\n| Step | Status |\n|---|---|\n| Piles | Done |\n';
const MERGED = `${head}| Deck | Done |\n| Lamps | Todo |\n`;
const UNMERGED = `${head}<<<<<<< HEAD\n| Deck | Done |\n=======\n| Deck | Todo |\n>>>>>>> deck\n| Lamps | Todo |\n`;

async function opened(text: string | Uint8Array) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'pier.md'), '');
  writeFileSync(path, text);
  const engine = await openEngine({ folder });
  return { engine, path };
}

const recheck = async (engine: Engine, trackerId: Awaited<ReturnType<typeof importOne>>) =>
  take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));

const findingsOf = async (engine: Engine) =>
  (await engine.handlers.views['findings.list'].read({ trackerId: null, accepted: false })).rows;

describe('a file with unresolved conflict markers', () => {
  it('is taken in to be read, says so at once, and is edited only when it is resolved', async () => {
    const { engine, path } = await opened(UNMERGED);
    const paths = { paths: [path], profile: null, mapping: null };
    const preview = take(await engine.handlers.calls['trackers.preview'](paths, context));
    expect(preview.previews[0]).toMatchObject({ items: 4, problem: expect.stringContaining('lines 6-10') });
    const { imported } = take(await engine.handlers.calls['trackers.import'](paths, context));
    const trackerId = imported[0]?.trackerId ?? (await importOne(engine, path));
    expect(imported).toMatchObject([{ items: 4, note: expect.stringContaining('lines 6-10') }]);
    expect((await itemsOf(engine, trackerId)).map((item) => item.title)).toEqual([
      'Piles',
      'Deck',
      'Deck',
      'Lamps',
    ]);
    expect(await setField(engine, trackerId, 'Piles', 'status', 'Todo')).toMatchObject({
      ok: false,
      error: { code: 'tracker.conflict-markers' },
    });
    expect(readFileSync(path, 'utf8')).toBe(UNMERGED);
    await until(
      engine,
      ['trackers', 'findings'],
      async () => (await trackerRow(engine, trackerId)).stale !== null,
    );
    expect(await trackerRow(engine, trackerId)).toMatchObject({
      fileState: 'read-only',
      fileNote: expect.stringContaining('Resolve it in the file'),
      stale: expect.stringContaining('no count is sure'),
      findings: { high: 1, warning: 0, info: 0 },
    });
    expect(await findingsOf(engine)).toMatchObject([{ rule: 'conflict-markers', places: [{ line: 6 }] }]);

    writeFileSync(path, MERGED);
    await recheck(engine, trackerId);
    take(await setField(engine, trackerId, 'Piles', 'status', 'Todo'));
    await until(
      engine,
      ['trackers', 'findings'],
      async () => (await trackerRow(engine, trackerId)).stale === null,
    );
    expect(await trackerRow(engine, trackerId)).toMatchObject({ fileState: 'in-step', fileNote: null });
  });

  it('takes neither an edit nor an undo when a pull has just left the markers there', async () => {
    const { engine, path } = await opened(MERGED);
    const trackerId = await importOne(engine, path);
    take(await setField(engine, trackerId, 'Lamps', 'status', 'Done'));
    const unmerged = UNMERGED.replace('| Lamps | Todo |', '| Lamps | Done |');
    writeFileSync(path, unmerged);
    expect(await setField(engine, trackerId, 'Piles', 'status', 'Todo')).toMatchObject({
      ok: false,
      error: { code: 'tracker.conflict-markers' },
    });
    expect(await undo(engine)).toMatchObject({ ok: false, error: { code: 'tracker.conflict-markers' } });
    expect(readFileSync(path, 'utf8')).toBe(unmerged);
  });
});

describe('a file that is not UTF-8', () => {
  const western = Buffer.from('# Étapes\n\n| Tâche | Statut |\n|---|---|\n| Étude | Terminé |\n', 'latin1');

  it('in Windows-1252 is read with whole words, keeps its bytes and takes no edit', async () => {
    const { engine, path } = await opened(western);
    const trackerId = await importOne(engine, path);
    expect(await itemNamed(engine, trackerId, 'Étude')).toMatchObject({ status: 'Terminé', state: 'done' });
    expect(await trackerRow(engine, trackerId)).toMatchObject({
      name: 'Étapes',
      fileState: 'read-only',
      fileNote: expect.stringContaining('looks like Windows-1252'),
    });
    expect(await setField(engine, trackerId, 'Étude', 'status', 'En cours')).toMatchObject({
      ok: false,
      error: { code: 'tracker.not-utf8' },
    });
    expect(readFileSync(path).equals(western)).toBe(true);
  });

  it('in UTF-16 keeps the text known before, and says what to do', async () => {
    const { engine, path } = await opened(MERGED);
    const trackerId = await importOne(engine, path);
    writeFileSync(path, Buffer.from(MERGED.replace('Todo', 'Done'), 'utf16le'));
    await engine.handlers.calls['trackers.recheck']({ trackerId }, context);
    expect(await trackerRow(engine, trackerId)).toMatchObject({
      fileState: 'refused',
      fileNote: expect.stringMatching(/UTF-16 text.*Save it as UTF-8.*last text is kept/u),
    });
    expect((await itemNamed(engine, trackerId, 'Lamps')).status).toBe('Todo');
  });
});
