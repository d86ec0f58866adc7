import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  openEngine,
  setField,
  take,
  trackerRow,
  undo,
  write,
} from './test-engine.ts';

class Crash extends Error {}

const rivalOf = (text: string) => text.replace('in-progress |', 'blocked |').replace('done  |', 'done | ');
const merged = rivalOf(statusPage).replace('December 12', 'December 13');

/** An engine whose tracker was edited twice, killed at one point of `act`, and the one that opens the workspace then. */
async function killedAt(
  point: CrashPoint,
  act: (on: {
    path: string;
    edit: () => Promise<unknown>;
    recheck: () => Promise<unknown>;
  }) => Promise<unknown>,
  editsBefore: boolean,
) {
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
  const ids = [await itemNamed(first, trackerId, 'M1'), await itemNamed(first, trackerId, 'M2')].map(
    ({ id }) => id,
  );
  const edit = async () => {
    const [m1, m2] = ids;
    if (m1 === undefined || m2 === undefined) throw new Error('no items');
    const edits = [
      { kind: 'set-field' as const, itemId: m1, field: 'status', value: 'done' },
      { kind: 'set-field' as const, itemId: m2, field: 'date', value: '2026-12-13' },
    ];
    return take(
      await first.handlers.calls['trackers.edit']({ trackerId, edits, log: null, actorId: null }, context),
    );
  };
  if (editsBefore) await edit();
  writeFileSync(path, rivalOf(statusPage));
  armed = true;
  const recheck = async () => first.handlers.calls['trackers.recheck']({ trackerId }, context);
  await expect(act({ path, edit, recheck })).rejects.toThrow(Crash);
  await first.close();
  const engine = await openEngine({ folder });
  await engine.idle();
  return { path, engine, trackerId, text: () => readFileSync(path, 'utf8') };
}

const merging: readonly CrashPoint[] = ['after-outside-kept', 'after-merge'];
const writing: readonly CrashPoint[] = ['after-temp', 'after-fsync', 'after-rename', 'before-confirm'];

async function expectMerged(
  { path, engine, trackerId, text }: Awaited<ReturnType<typeof killedAt>>,
  alsoOverlooked: readonly string[],
) {
  expect(text()).toBe(merged);
  const conflicts = (await conflictsOf(engine)).toSorted((a, b) => (a.field < b.field ? 1 : -1));
  expect(conflicts.map(({ field }) => field)).toEqual(['status', ...alsoOverlooked]);
  expect(conflicts[0]).toMatchObject({
    base: 'in-progress',
    mine: { value: 'done' },
    theirs: { value: 'blocked' },
  });
  expect((await trackerRow(engine, trackerId)).fileState).toBe('conflict');
  expect(readdirSync(dirname(path))).toEqual(['lamp.md']);
  const report = take(await engine.handlers.calls['workspace.rebuild']({ verify: true }, context));
  expect(report.firstDifference).toBeNull();
  take(await undo(engine));
  expect(text()).toBe(rivalOf(statusPage));
}

describe('a start after a kill while an outside save was merged', () => {
  it.each([...merging, ...writing])(
    'at %s puts the edits back and shows the conflict, and what the save may have overlooked',
    async (point) => {
      await expectMerged(await killedAt(point, ({ recheck }) => recheck(), true), ['date']);
    },
  );

  it.each(['after-intent' as const, 'after-edit-kept' as const, ...merging, ...writing])(
    'at %s keeps both sides, when the edit came after the save',
    async (point) => {
      await expectMerged(await killedAt(point, ({ edit }) => edit(), false), []);
    },
  );
});

describe('a start after a kill while an edit of a changed file was kept', () => {
  it('merges what the file says by then, and takes nothing of it back', async () => {
    const later = statusPage.replace('November 3, 2026', 'November 4, 2026');
    const { engine, trackerId, text } = await killedAt(
      'after-edit-kept',
      async ({ path, edit }) => {
        try {
          return await edit();
        } finally {
          writeFileSync(path, later);
        }
      },
      false,
    );
    expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
    expect(text()).toBe(later.replace('in-progress |', 'done |').replace('December 12', 'December 13'));
    expect(await conflictsOf(engine)).toEqual([]);
    take(await setField(engine, trackerId, 'M0', 'notes', 'still editable'));
  });
});
