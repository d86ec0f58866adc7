import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CrashPoint } from '../../../main/engine/options.ts';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import {
  conflictsOf,
  context,
  importOne,
  itemNamed,
  itemsOf,
  openEngine,
  redo,
  setField,
  take,
  trackerRow,
  undo,
  write,
} from './test-engine.ts';

class Crash extends Error {}

/** An engine that stops dead at one point of an edit, and one that opens the workspace afterwards. */
async function crashed(point: CrashPoint, between: (path: string) => void = () => undefined) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  let armed = false;
  const first = await openEngine({
    folder,
    crashPoint: (name) => {
      if (armed && name === point) throw new Crash(name);
    },
  });
  const trackerId = await importOne(first, path);
  armed = true;
  await expect(setField(first, trackerId, 'M1', 'status', 'done')).rejects.toThrow(Crash);
  await first.close();
  between(path);
  const engine = await openEngine({ folder });
  const [status] = (await engine.handlers.views['workspace.status'].read({})).rows;
  return { folder, path, engine, trackerId, status, text: () => readFileSync(path, 'utf8') };
}

const points: readonly CrashPoint[] = [
  'after-intent',
  'after-temp',
  'after-fsync',
  'after-rename',
  'before-confirm',
];
const edited = statusPage.replace('in-progress |', 'done |');

describe('a start after a kill', () => {
  it.each(points)('%s brings the edit to its end, in the file and in the workspace', async (point) => {
    const { engine, trackerId, path, status, text } = await crashed(point);
    expect(text()).toBe(edited);
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
    expect(readdirSync(dirname(path))).toEqual(['lamp.md']);
    expect(status).toMatchObject({ unsettled: 0, recovered: '1 unfinished edit was brought to an end.' });
    take(await undo(engine));
    expect(text()).toBe(statusPage);
  });

  it('merges the edit into what the file says by then', async () => {
    const { engine, trackerId, text } = await crashed('after-intent', (path) => {
      writeFileSync(path, statusPage.replace('November 3, 2026', 'November 4, 2026'));
    });
    expect(text()).toBe(edited.replace('November 3, 2026', 'November 4, 2026'));
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
    expect(await conflictsOf(engine)).toEqual([]);
  });

  it('records a conflict when the file says something else about the same value', async () => {
    const { engine, text } = await crashed('after-intent', (path) => {
      writeFileSync(path, statusPage.replace('in-progress |', 'blocked |'));
    });
    expect(text()).toBe(statusPage.replace('in-progress |', 'blocked |'));
    expect(await conflictsOf(engine)).toMatchObject([
      { mine: { value: 'done' }, theirs: { value: 'blocked' } },
    ]);
  });

  it('keeps the edit waiting while its file is away, and writes it when the file is back', async () => {
    const { engine, trackerId, path, status, text, folder } = await crashed('after-intent', (path) => {
      renameSync(path, `${path}.away`);
    });
    expect(status).toMatchObject({ unsettled: 1 });
    expect((await trackerRow(engine, trackerId)).fileNote).toContain('1 edit waits');
    renameSync(join(folder, 'docs', 'lamp.md.away'), path);
    take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
    expect(text()).toBe(edited);
    expect((await trackerRow(engine, trackerId)).fileState).toBe('in-step');
  });

  it('during an import leaves each file whole or not in at all', async () => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b', 'c']) write(join(folder, 'docs', `${name}.md`), statusPage);
    let passes = 0;
    const first = await openEngine({
      folder,
      crashPoint: (name) => {
        if (name !== 'during-import') return;
        passes += 1;
        if (passes === 3) throw new Crash(name);
      },
    });
    await importOne(first, join(folder, 'docs', 'a.md'));
    const input = { paths: [join(folder, 'docs')], profile: null, mapping: null };
    await expect(first.handlers.calls['trackers.import'](input, context)).rejects.toThrow(Crash);
    await first.close();
    const engine = await openEngine({ folder });
    const { imported } = take(await engine.handlers.calls['trackers.import'](input, context));
    expect(imported[0]?.already).toBe(true);
    expect(imported.map((one) => one.items)).toEqual([3, 3, 3]);
    expect(imported.map((one) => one.name)).toEqual([
      'Lamp Programme',
      'Lamp Programme (b)',
      'Lamp Programme (c)',
    ]);
  });

  it('keeps undo and redo', async () => {
    const folder = temporaryFolder();
    const path = write(join(folder, 'lamp.md'), statusPage);
    const first = await openEngine({ folder });
    const trackerId = await importOne(first, path);
    take(await setField(first, trackerId, 'M1', 'status', 'done'));
    await first.close();
    const second = await openEngine({ folder });
    take(await undo(second));
    expect(readFileSync(path, 'utf8')).toBe(statusPage);
    await second.close();
    const third = await openEngine({ folder });
    take(await redo(third));
    expect(readFileSync(path, 'utf8')).toBe(edited);
    expect(await itemsOf(third, trackerId)).toHaveLength(3);
  });
});
