import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { FilePort } from '../../../../node/files/file-port.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { onLinux } from '../../../support/not-run.ts';
import { needsOwnMounts, runWithMounts } from '../../../support/own-mounts.ts';
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
  write,
} from '../test-engine.ts';

/** A character of three bytes where the edit is, so that a cut can go through one. */
const before = statusPage.replace('| Teo |', '| ⏳ Teo |');
const wanted = before.replace('⏳ Teo', '✅ Teodora');

/** An engine whose tracker's file has a second name, so that edits are written into it. */
async function opened(files?: FilePort) {
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), before);
  linkSync(path, join(folder, 'second.md'));
  const open = async (more = {}) =>
    openEngine({
      folder,
      clock: { now: () => Date.now() },
      ...(files === undefined ? {} : { files }),
      ...more,
    });
  const engine = await open();
  const trackerId = await importOne(engine, path);
  const causes = async (of = engine) => {
    const { rows } = take(await of.handlers.calls['trackers.revisions']({ trackerId, limit: 20 }, context));
    return rows.map(({ cause }) => cause);
  };
  const recheck = async () => take(await engine.handlers.calls['trackers.recheck']({ trackerId }, context));
  const text = () => readFileSync(path, 'utf8');
  return { folder, path, open, engine, trackerId, causes, recheck, text };
}

/** A workspace in which an edit was decided on, killed before its file was touched. */
async function decided() {
  const one = await opened();
  await one.engine.close();
  let armed = false;
  const killed = await one.open({
    crashPoint(name: string) {
      if (armed && name === 'after-intent') throw new Error('killed');
    },
  });
  await killed.idle();
  armed = true;
  await expect(setField(killed, one.trackerId, 'M1', 'owner', '✅ Teodora')).rejects.toThrow('killed');
  await killed.close();
  return one;
}

const cutAt = (bytes: number, length: 'as before' | 'as wanted' = 'as before'): Uint8Array => {
  const [old, fresh] = [Buffer.from(before), Buffer.from(wanted)];
  const rest = length === 'as before' ? old : Buffer.concat([old, fresh.subarray(old.length)]);
  return Buffer.concat([fresh.subarray(0, bytes), rest.subarray(bytes)]);
};
const begins = Buffer.from(wanted).indexOf('✅');

describe('a writing in place that was cut off', () => {
  it.each([
    ['in the middle of a character', cutAt(begins + 1)],
    ['after a character', cutAt(begins + 3)],
    ['before what is longer was written', cutAt(Buffer.byteLength(before))],
    ['after the end was written', cutAt(begins + 5, 'as wanted')],
    ['with room at the end that says nothing yet', Buffer.concat([Buffer.from(before), Buffer.alloc(3)])],
    [
      'with a later part before an earlier one',
      Buffer.concat([Buffer.from(before).subarray(0, begins + 4), Buffer.from(wanted).subarray(begins + 4)]),
    ],
  ])('%s is brought to its end by the next start, and is nobody’s save', async (_, torn) => {
    const { path, open, trackerId, text, causes } = await decided();
    writeFileSync(path, torn, { flag: 'r+' });
    const next = await open();
    await next.idle();
    expect(text()).toBe(wanted);
    expect(await causes(next)).toEqual(['edit', 'import']);
    expect(await conflictsOf(next)).toEqual([]);
    expect(await trackerRow(next, trackerId)).toMatchObject({ fileState: 'in-step' });
    expect(statSync(path).nlink).toBe(2);
  });

  it('and then saved by another program is that program’s save, merged with the edit', async () => {
    const { path, open, trackerId, text, causes } = await decided();
    writeFileSync(path, before.replace('not-started |', 'blocked |'));
    const next = await open();
    await next.idle();
    expect(text()).toBe(wanted.replace('not-started |', 'blocked |'));
    expect(await causes(next)).toEqual(['merge', 'outside', 'edit', 'import']);
    expect((await itemNamed(next, trackerId, 'M2')).state).toBe('blocked');
  });

  it('by its disk is answered as kept, and is written when the disk takes it', async () => {
    let failing = 0;
    const { path, engine, trackerId, text, causes, recheck, open } = await opened({
      ...nodeFiles,
      async openInPlace(name) {
        const file = await nodeFiles.openInPlace(name);
        return {
          ...file,
          async overwrite(bytes, from, asSeen) {
            if (failing === 0) return file.overwrite(bytes, from, asSeen);
            const handle = openSync(name, 'r+');
            writeSync(handle, bytes, from, 5, from);
            closeSync(handle);
            throw Object.assign(new Error('the disk fails'), { code: 'EIO' });
          },
        };
      },
    });
    failing = 1;
    const answer = take(await setField(engine, trackerId, 'M1', 'owner', '✅ Teodora'));
    expect(answer.waits).toContain('kept in the workspace');
    expect([before, wanted]).not.toContain(text());
    expect((await trackerRow(engine, trackerId)).fileState).toBe('refused');
    await recheck();
    expect([before, wanted]).not.toContain(text());
    failing = 0;
    await recheck();
    expect(text()).toBe(wanted);
    expect(await causes()).toEqual(['edit', 'import']);
    // The same of a merge, which is in the history before it is in the file.
    const rival = before.replace('not-started |', 'blocked |');
    writeFileSync(path, rival);
    failing = 1;
    await recheck();
    const merged = wanted.replace('not-started |', 'blocked |');
    expect([rival, merged]).not.toContain(text());
    await engine.close();
    failing = 0;
    const next = await open();
    await next.idle();
    expect(text()).toBe(merged);
    expect(await causes(next)).toEqual(['merge', 'outside-unseen', 'edit', 'import']);
  });
});

describe('a program that saves into a file that we write into', () => {
  it('through a handle from before our edit is merged with it, and both are shown', async () => {
    const { path, engine, trackerId, text, recheck } = await opened();
    const file = openSync(path, 'r+');
    onTestFinished(() => closeSync(file));
    take(await setField(engine, trackerId, 'M1', 'owner', '✅ Teodora'));
    ftruncateSync(file, 0);
    writeSync(file, before.replace('not-started |', 'blocked |'), 0);
    await recheck();
    expect(text()).toBe(wanted.replace('not-started |', 'blocked |'));
    expect((await conflictsOf(engine)).map(({ field }) => field)).toEqual(['owner']);
  });

  it('puts an earlier text back: that is meant', async () => {
    const { path, engine, trackerId, text, recheck } = await opened();
    take(await setField(engine, trackerId, 'M1', 'owner', '✅ Teodora'));
    writeFileSync(path, before);
    await recheck();
    expect(text()).toBe(before);
    expect(await conflictsOf(engine)).toEqual([]);
  });
});

it('attributes and an access list stay through edits, and nothing of ours is left beside the file', async (test) => {
  onLinux(test);
  const folder = temporaryFolder();
  const path = write(join(folder, 'docs', 'lamp.md'), statusPage);
  execFileSync('setfattr', ['-n', 'user.team', '-v', 'harbour', path]);
  execFileSync('setfacl', ['-m', 'u:12345:rw', path]);
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, path);
  const { summary } = take(await setField(engine, trackerId, 'M1', 'status', 'done'));
  expect(summary).toContain('it has an access list, extended attributes or file flags, which stay.');
  expect(take(await setField(engine, trackerId, 'M2', 'owner', 'Ruth')).summary).not.toContain('attributes');
  const kept = execFileSync('getfattr', ['--absolute-names', '-d', '-m', '-', path], { encoding: 'utf8' });
  expect(kept).toMatch(/system\.posix_acl_access=.*\nuser\.team="harbour"/u);
  expect(readdirSync(join(folder, 'docs'))).toEqual(['lamp.md']);
});

it('a file that is a mount of its own is edited', { timeout: 180_000 }, (test) => {
  needsOwnMounts(test);
  const folder = temporaryFolder();
  for (const name of ['lamp.md', 'docs/lamp.md']) write(join(folder, name), statusPage);
  const bound = [{ kind: 'bound', path: join(folder, 'docs', 'lamp.md') }] as const;
  const Line = z.looseObject({ code: z.string().nullable() });
  expect(
    runWithMounts(Line, bound, 'steps-program.ts', [folder, 'import', 'edit:done', 'edit:blocked']),
  ).toMatchObject([
    { code: null },
    { code: null, fileState: 'in-step', status: 'done', files: ['lamp.md'] },
    { code: null, fileState: 'in-step', text: statusPage.replace('| in-progress |', '| blocked |') },
  ]);
});
