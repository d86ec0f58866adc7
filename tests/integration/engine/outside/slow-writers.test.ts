import {
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { contract } from '../../../../core/contract/index.ts';
import type { OutsideTimes } from '../../../../main/engine/files/outside-times.ts';
import type { FilePort } from '../../../../node/files/file-port.ts';
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
  take,
  trackerRow,
  until,
  write,
} from '../test-engine.ts';

/** Short, but longer than anything else that these tests do. */
const times: OutsideTimes = { still: 300, shrunk: 900, atLatest: 3000, offer: 30_000, keep: 60_000 };

async function opened(options: { times?: Partial<OutsideTimes>; watch?: boolean; files?: FilePort } = {}) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  const engine = await openEngine({
    folder,
    clock: { now: () => Date.now() },
    watch: options.watch ?? true,
    ...(options.files === undefined ? {} : { files: options.files }),
    outsideTimes: { ...times, ...options.times },
  });
  const trackerId = await importOne(engine, path);
  const shows = (title: string, state: string) =>
    until(
      engine,
      [`tracker:${trackerId}`],
      async () => (await itemNamed(engine, trackerId, title)).state === state,
    );
  const fileState = async () => (await trackerRow(engine, trackerId)).fileState;
  const untilFile = (state: string) => until(engine, ['trackers'], async () => (await fileState()) === state);
  return { folder, path, engine, trackerId, shows, untilFile, text: () => readFileSync(path, 'utf8') };
}

/** Another program's open file. */
function openOutside(path: string, flags: string): number {
  const file = openSync(path, flags);
  onTestFinished(() => closeSync(file));
  return file;
}

it('a writer that empties the file and fills it later is waited for: its text stays byte for byte, without a conflict', async () => {
  const { path, engine, trackerId, text, shows, untilFile } = await opened();
  take(await setField(engine, trackerId, 'M1', 'owner', 'Bobby'));
  const before = await Promise.all(['M0', 'M1', 'M2'].map((one) => itemNamed(engine, trackerId, one)));
  const next = text().replace('not-started |', 'done |');
  const file = openOutside(path, 'w');
  await untilFile('changed-outside');
  writeSync(file, next);
  await shows('M2', 'done');
  await untilFile('in-step');
  expect(text()).toBe(next);
  expect(await conflictsOf(engine)).toEqual([]);
  const after = await Promise.all(['M0', 'M1', 'M2'].map((one) => itemNamed(engine, trackerId, one)));
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

it('a touched file is shown as being changed at once, long before it is read', async () => {
  const { path, untilFile } = await opened({ times: { still: 20_000, atLatest: 20_000 } });
  const began = performance.now();
  writeFileSync(path, statusPage.replace('in-progress |', 'blocked |'));
  await untilFile('changed-outside');
  expect(performance.now() - began).toBeLessThan(2000);
});

it('an edit made meanwhile is shown and kept, waits for the other program, and is answered when it is in the file', async () => {
  const { path, engine, trackerId, text, shows, untilFile } = await opened();
  const theirs = statusPage.replace('November 3, 2026', 'November 4, 2026');
  writeFileSync(path, theirs);
  await untilFile('changed-outside');
  const answer = setField(engine, trackerId, 'M1', 'status', 'done');
  await shows('M1', 'done');
  expect(text()).toBe(theirs);
  const { fileState, fileNote } = await trackerRow(engine, trackerId);
  expect([fileState, fileNote]).toEqual(['changed-outside', expect.stringContaining('1 edit waits')]);
  expect(take(await answer).summary).toMatch(/Waited \d+\.\d s for another program/);
  expect(text()).toBe(theirs.replace('in-progress |', 'done |'));
  expect(await conflictsOf(engine)).toEqual([]);
});

it('a program that read before one edit and opened before the next overwrites neither', async () => {
  const { path, engine, trackerId, text, shows } = await opened();
  const theirs = statusPage.replace('not-started |', 'blocked |');
  take(await setField(engine, trackerId, 'M0', 'status', 'blocked'));
  const file = openOutside(path, 'r+');
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  const both = text();
  ftruncateSync(file, 0);
  writeSync(file, theirs, 0);
  await shows('M2', 'blocked');
  await engine.idle();
  expect(text()).toBe(both.replace('not-started |', 'blocked |'));
  expect(await conflictsOf(engine)).toEqual([]);
});

/** Two programs save the same text; one begins before an edit of ours and takes the name after it. */
async function savedTwice(begins: 'before our edit' | 'after our edit', files: FilePort = nodeFiles) {
  const { path, engine, trackerId, text, shows } = await opened({ files });
  const theirs = statusPage.replace('not-started |', 'blocked |');
  const slow = () => openOutside(`${path}.swp`, 'w');
  const early = begins === 'before our edit' ? slow() : null;
  writeFileSync(path, theirs);
  await shows('M2', 'blocked');
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  const both = text();
  writeSync(early ?? slow(), theirs);
  renameSync(`${path}.swp`, path);
  take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
  await engine.idle();
  return { engine, both, theirs, after: text() };
}

it('a second program that saves the same text again, begun before our edit, takes nothing of it away', async () => {
  const { engine, both, after } = await savedTwice('before our edit');
  expect(after).toBe(both);
  expect(await conflictsOf(engine)).toEqual([]);
});

it('a file is stamped with the tick before it was saved: that it was saved after our edit is known all the same', async () => {
  const coarse: FilePort = {
    ...nodeFiles,
    facts: async (path) => {
      const facts = await nodeFiles.facts(path);
      return { ...facts, createdAt: facts.createdAt - 5, modifiedAt: facts.modifiedAt - 5 };
    },
  };
  const { engine, both, after } = await savedTwice('before our edit', coarse);
  expect(after).toBe(both);
  expect(await conflictsOf(engine)).toEqual([]);
});

it('an earlier text that was put back after our edit is taken as meant', async () => {
  const { theirs, after } = await savedTwice('after our edit');
  expect(after).toBe(theirs);
});

it('what is written through a handle from before our edit is merged with the edit', async () => {
  const { path, engine, trackerId, text, shows } = await opened();
  const file = openOutside(path, 'r+');
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  ftruncateSync(file, 0);
  writeSync(file, statusPage.replace('not-started |', 'blocked |'), 0);
  await shows('M2', 'blocked');
  await engine.idle();
  expect(text()).toBe(statusPage.replace('not-started |', 'blocked |').replace('in-progress |', 'done |'));
  expect(await conflictsOf(engine)).toEqual([]);
});

it('what is written through such a handle after the engine ended is taken in by the next start', async () => {
  const { folder, path, engine, trackerId, text } = await opened({ watch: false });
  const file = openOutside(path, 'r+');
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  await engine.close();
  ftruncateSync(file, 0);
  writeSync(file, statusPage.replace('not-started |', 'blocked |'), 0);
  const next = await openEngine({ folder, watch: false });
  await next.idle();
  expect(text()).toBe(statusPage.replace('not-started |', 'blocked |').replace('in-progress |', 'done |'));
  await next.close();
  expect(readdirSync(join(folder, 'workspace', 'replaced'))).toEqual([]);
});

it('on a disk without hard links the open file is held, and the end waits for what is still written into it', async () => {
  const link = () => Promise.reject(Object.assign(new Error('no links here'), { code: 'EPERM' }));
  const { path, engine, trackerId, text } = await opened({ files: { ...nodeFiles, link } });
  const file = openOutside(path, 'r+');
  take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  ftruncateSync(file, 0);
  writeSync(file, statusPage.replace('not-started |', 'blocked |'), 0);
  const { health } = take(await engine.handlers.calls['workspace.diagnostics']({}, context));
  expect(health.find(({ check }) => check === 'Other programs')).toMatchObject({ state: 'warning' });
  await engine.close();
  expect(text()).toBe(statusPage.replace('not-started |', 'blocked |').replace('in-progress |', 'done |'));
});

it('an emptied file takes no row away: its last text stays, edits wait, and the file that is filled again wins them back', async () => {
  const { path, engine, trackerId, text, untilFile } = await opened({ times: { shrunk: 400 } });
  writeFileSync(path, '');
  await untilFile('emptied');
  expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('active');
  expect(await setField(engine, trackerId, 'M1', 'status', 'done')).toMatchObject({
    ok: true,
    value: {
      summary: expect.stringContaining("don't repeat it"),
      waits: expect.stringContaining('emptied by another program'),
    },
  });
  expect(text()).toBe('');
  writeFileSync(path, statusPage);
  await untilFile('in-step');
  expect(text()).toBe(statusPage.replace('in-progress |', 'done |'));
  expect(await conflictsOf(engine)).toEqual([]);
});

it('edits that wait can be written at once, or withdrawn with their text kept', async () => {
  const { path, engine, trackerId, text, untilFile } = await opened({ times: { shrunk: 400 } });
  const settle = (how: 'write' | 'withdraw') =>
    engine.handlers.calls['trackers.settleWaiting']({ trackerId, how }, context);
  writeFileSync(path, '');
  await untilFile('emptied');
  const listed = () => trackerRow(engine, trackerId);
  expect((await listed()).editsWait).toBe(false);
  await setField(engine, trackerId, 'M1', 'status', 'done');
  expect(await listed()).toMatchObject({
    editsWait: true,
    fileNote: expect.stringContaining('1 edit waits'),
  });
  take(await settle('withdraw'));
  expect((await listed()).editsWait).toBe(false);
  expect((await listed()).fileNote).not.toContain('wait');
  expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('active');
  await setField(engine, trackerId, 'M2', 'status', 'done');
  take(await settle('write'));
  expect(text()).toBe(statusPage.replace('not-started |', 'done |'));
  await untilFile('in-step');
  const revisions = take(await engine.handlers.calls['trackers.revisions']({ trackerId, limit: 9 }, context));
  expect(revisions.rows.map(({ cause }) => cause)).toEqual(['edit', 'undo', 'edit', 'import']);
  expect(contract['trackers.settleWaiting'].input.safeParse({ trackerId, how: 'forget' }).success).toBe(
    false,
  );
});

it('an edit that meets a file just being emptied stays when the next one is made', async () => {
  let empties = false;
  const { engine, trackerId, text } = await opened({
    watch: false,
    times: { still: 0, shrunk: 0, atLatest: 0 },
    files: {
      ...nodeFiles,
      async createExclusive(temp, mode) {
        if (empties) writeFileSync(join(dirname(temp), 'lamp.md'), '');
        empties = false;
        return nodeFiles.createExclusive(temp, mode);
      },
    },
  });
  empties = true;
  expect(take(await setField(engine, trackerId, 'M1', 'status', 'done')).waits).toContain('emptied');
  take(await setField(engine, trackerId, 'M2', 'owner', 'Ruth'));
  expect((await itemNamed(engine, trackerId, 'M1')).state).toBe('done');
  expect((await itemNamed(engine, trackerId, 'M2')).owner).toBe('Ruth');
  expect(text()).toBe('');
});
