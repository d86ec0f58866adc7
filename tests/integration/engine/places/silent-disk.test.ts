import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FilePort } from '../../../../node/files/file-port.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
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

/** Calls that a share which is gone left without an answer. */
const hanging: ((error: Error) => void)[] = [];
const comeBack = (): void => hanging.splice(0).forEach((end) => end(new Error('the connection was lost')));

const PLAN = '# Plan\n\n- [ ] Ship\n';

/** Files of which those that `fails` names fail so; by default a call never ends, as on a share that is gone. */
function failing(
  fails: (path: string, verb: keyof FilePort) => boolean,
  error: Error | null = null,
): FilePort {
  const gone = <Value>(): Promise<Value> =>
    error === null ? new Promise((_, reject) => hanging.push(reject)) : Promise.reject(error);
  return {
    ...nodeFiles,
    list: (path) => (fails(path, 'list') ? gone() : nodeFiles.list(path)),
    read: (path) => (fails(path, 'read') ? gone() : nodeFiles.read(path)),
    facts: (path) => (fails(path, 'facts') ? gone() : nodeFiles.facts(path)),
    realPath: (path) => (fails(path, 'realPath') ? gone() : nodeFiles.realPath(path)),
    createExclusive: (path, mode) =>
      fails(path, 'createExclusive') ? gone() : nodeFiles.createExclusive(path, mode),
    rename: (from, to) => (fails(to, 'rename') ? gone() : nodeFiles.rename(from, to)),
    renameOver: (from, to, inode) =>
      fails(to, 'renameOver') ? gone() : nodeFiles.renameOver(from, to, inode),
  };
}

describe('a disk that does not answer', () => {
  it('fails what needs it by name and in time, is named as the state of its trackers, and keeps nobody else', async () => {
    const folder = temporaryFolder();
    let away = false;
    const files = failing((path) => away && path.startsWith(join(folder, 'share')));
    const engine = await openEngine({
      folder,
      files,
      fileBounds: { answerMs: 300, atOnce: 2, together: 12 },
    });
    const shared = await importOne(engine, write(join(folder, 'share', 'plan.md'), PLAN));
    const second = await importOne(engine, write(join(folder, 'share', 'next.md'), PLAN));
    const local = await importOne(engine, write(join(folder, 'here', 'plan.md'), PLAN));
    away = true;
    const edits = [shared, second, shared, second].map((id) =>
      setField(engine, id, 'Ship', 'status', 'done'),
    );
    expect(take(await setField(engine, local, 'Ship', 'status', 'done'))).toMatchObject({ waits: null });
    for (const edit of await Promise.all(edits)) {
      expect(edit.ok ? null : edit.error.code).toBe('file.write-failed');
      expect(edit.ok ? '' : edit.error.message).toContain('does not answer');
    }
    const listed = await engine.handlers.calls['files.browse']({ folder: join(folder, 'share') }, context);
    expect(listed.ok ? '' : listed.error.message).toContain('does not answer');
    const row = await trackerRow(engine, shared);
    expect(row.fileNote).toContain('does not answer');
    away = false;
    comeBack();
    expect(take(await setField(engine, second, 'Ship', 'status', 'done'))).toMatchObject({ waits: null });
  });

  it.each(['createExclusive', 'renameOver'] as const)(
    'fails an edit that gets no answer from %s, and what became of it is found when it answers again',
    async (verb) => {
      const folder = temporaryFolder();
      let away = false;
      const files = failing(
        (path, asked) => away && asked === verb && path.startsWith(join(folder, 'share')),
      );
      const engine = await openEngine({
        folder,
        files,
        fileBounds: { answerMs: 300, atOnce: 2, together: 12 },
      });
      const shared = await importOne(engine, write(join(folder, 'share', 'plan.md'), PLAN));
      away = true;
      const edit = await setField(engine, shared, 'Ship', 'status', 'done');
      expect(edit.ok ? null : edit.error.code).toBe('file.write-failed');
      away = false;
      comeBack();
      await engine.handlers.calls['trackers.recheck']({ trackerId: shared }, context);
      expect((await itemNamed(engine, shared, 'Ship')).state).toBe('planned');
    },
  );
});

describe('a save outside that could not be read', () => {
  it('for want of file handles is read again by itself', async () => {
    const folder = temporaryFolder();
    let without = 0;
    const files = failing(
      (path, verb) => verb === 'read' && path.endsWith('plan.md') && without-- > 0,
      Object.assign(new Error('too many open files'), { code: 'EMFILE' }),
    );
    const engine = await openEngine({ folder, files, watch: true });
    const path = write(join(folder, 'plan.md'), PLAN);
    const trackerId = await importOne(engine, path);
    await engine.idle();
    without = 1;
    writeFileSync(path, PLAN.replace('[ ]', '[x]'));
    await until(
      engine,
      ['trackers'],
      async () => (await itemNamed(engine, trackerId, 'Ship')).state === 'done',
    );
    expect(without).toBeLessThanOrEqual(0);
  });
});

describe('what is no plain file', () => {
  it.each(['a pipe', 'a device', 'a pipe behind a link'])(
    '%s is refused at once, imported or in place of a tracker',
    async (kind) => {
      const folder = temporaryFolder();
      const make = (path: string): void => {
        rmSync(path, { force: true });
        if (kind === 'a device')
          return symlinkSync(path.endsWith('other.md') ? '/dev/null' : '/dev/zero', path);
        const pipe = kind === 'a pipe' ? path : `${path}.pipe`;
        execFileSync('mkfifo', [pipe]);
        if (pipe !== path) symlinkSync(pipe, path);
      };
      const engine = await openEngine({ folder });
      const path = write(join(folder, 'plan.md'), statusPage);
      const trackerId = await importOne(engine, path);
      make(path);
      make(join(folder, 'other.md'));
      const { imported, refused } = take(
        await engine.handlers.calls['trackers.import'](
          { paths: [join(folder, 'other.md')], profile: null, mapping: null },
          context,
        ),
      );
      expect(imported).toEqual([]);
      expect(refused).toMatchObject([
        { code: 'file.not-allowed', reason: expect.stringContaining('is not a plain file') },
      ]);
      const edit = await engine.handlers.calls['trackers.recheck']({ trackerId }, context);
      expect(edit.ok).toBe(true);
      expect(await nodeFiles.read(path).catch((error: unknown) => String(error))).toContain(
        'is not a plain file',
      );
    },
  );
});
