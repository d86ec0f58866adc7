import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statusPage } from './status-page.ts';
import { temporaryFolder } from './support-folder.ts';
import { context, importOne, openEngine, redo, setField, take, undo, write } from './test-engine.ts';

/** A tracker with two versions: as imported, and with M1 done. */
async function opened() {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, path);
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  const { calls } = engine.handlers;
  return {
    path,
    engine,
    trackerId,
    text: () => readFileSync(path, 'utf8'),
    restore: (revision: number, seen: number) =>
      calls['trackers.restoreVersion']({ trackerId, revision, seen }, context),
    revisions: async () => take(await calls['trackers.revisions']({ trackerId, limit: 10 }, context)),
  };
}

it('restores an earlier text byte for byte as a new version and one undo step', async () => {
  const { engine, text, restore, revisions } = await opened();
  const done = text();
  const { current } = await revisions();
  expect(take(await restore(1, current))).toMatchObject({ revision: 3, step: expect.any(Number) });
  expect(text()).toBe(statusPage);
  const { rows } = await revisions();
  expect(rows.map(({ cause }) => cause)).toEqual(['restore', 'edit', 'import']);
  expect(rows[0]?.sentence).toContain('from “done” to “in-progress” by restoring a version');
  take(await undo(engine));
  expect(text()).toBe(done);
  take(await redo(engine));
  expect(text()).toBe(statusPage);
});

it('replaces no outside save that the person has not seen', async () => {
  const { path, text, restore, revisions } = await opened();
  const { current } = await revisions();
  const outside = `${text()}\nA line from outside.\n`;
  write(path, outside);
  expect(await restore(1, current)).toMatchObject({ ok: false, error: { code: 'version.overtaken' } });
  expect(text()).toBe(outside);
  take(await restore(1, (await revisions()).current));
  expect(text()).toBe(statusPage);
});

it('refuses a file that is read-only, by name, and leaves it as it is', async () => {
  const { path, text, restore, revisions } = await opened();
  const before = text();
  chmodSync(path, 0o444);
  expect(await restore(1, (await revisions()).current)).toMatchObject({
    ok: false,
    error: { code: 'file.read-only', facts: { path } },
  });
  expect(text()).toBe(before);
});

it('refuses a version that is not there, and one whose text could not be edited', async () => {
  const { path, text, restore, revisions } = await opened();
  expect(await restore(9, 2)).toMatchObject({ ok: false, error: { code: 'revision.not-found' } });
  const mended = text();
  write(path, `${mended}\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n`);
  await restore(1, 2);
  const marked = (await revisions()).current;
  write(path, mended);
  await restore(9, 2);
  expect(await restore(marked, (await revisions()).current)).toMatchObject({
    ok: false,
    error: { code: 'tracker.conflict-markers' },
  });
  expect(text()).toBe(mended);
});

it('says so where the text is that of the version already', async () => {
  const { text, restore, revisions } = await opened();
  const before = text();
  const { current } = await revisions();
  expect(take(await restore(current, current))).toMatchObject({ revision: current, step: null });
  expect(text()).toBe(before);
});
