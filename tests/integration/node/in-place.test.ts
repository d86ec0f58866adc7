import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { createFile, replaceFile } from '../../../node/files/atomic-write.ts';
import { contentHash } from '../../../node/files/content-hash.ts';
import type { FileInPlace, FilePort } from '../../../node/files/file-port.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { letGo } from '../../../node/files/second-name.ts';
import { notRun, onLinux } from '../../support/not-run.ts';
import { temporaryFolder } from '../engine/support-folder.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const systemError = (code: string): Error => Object.assign(new Error(code), { code });

function fileSaying(text: string): string {
  const path = join(temporaryFolder(), 'plan.md');
  writeFileSync(path, text);
  return path;
}

async function replace(
  path: string,
  from: string,
  to: string,
  files: FilePort = nodeFiles,
  names: string[] = [],
) {
  const written = await replaceFile(files, {
    path,
    bytes: bytes(to),
    expectedHash: contentHash(bytes(from)),
    token: 'test',
    keepAs: [],
    ownNames: () => names,
  });
  if (written.ok && written.value.how === 'replaced') await letGo(files, written.value.kept);
  return written;
}

/** The same files, with another one to write into. */
function writingInto(change: (file: FileInPlace) => Partial<FileInPlace>): FilePort {
  return {
    ...nodeFiles,
    async openInPlace(path) {
      const file = await nodeFiles.openInPlace(path);
      return { ...file, ...change(file) };
    },
  };
}

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const attributesOf = (path: string): string => run('getfattr', '--absolute-names', '-d', '-m', 'user', path);

/** From here on as a user who owns nothing and is in no group. */
function asNobody(context: TestContext): void {
  onLinux(context);
  if (process.getuid?.() !== 0) notRun(context, 'only the super-user can act as somebody else');
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([]);
  process.setegid?.(65_534);
  process.seteuid?.(65_534);
  onTestFinished(() => {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  });
}

/** A file that everybody may write, in a folder with this mode. */
function sharedFile(mode: number): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'shared'));
  const path = join(folder, 'shared', 'plan.md');
  writeFileSync(path, 'old');
  chmodSync(path, 0o666);
  chmodSync(join(folder, 'shared'), mode);
  return path;
}

describe('a file that a new one could not stand in for is written into', () => {
  it('with another name, which says the new text as well', async () => {
    const path = fileSaying('old');
    const other = `${path}.second`;
    linkSync(path, other);
    const { ino } = statSync(path);
    expect(await replace(path, 'old', 'newer')).toMatchObject({
      ok: true,
      value: { how: 'in-place', because: 'names', left: { bytes: 5 } },
    });
    expect([readFileSync(other, 'utf8'), statSync(path).ino]).toEqual(['newer', ino]);
    expect(await replace(path, 'newer', 'now')).toMatchObject({ value: { how: 'in-place' } });
    expect(readFileSync(other, 'utf8')).toBe('now');
  });

  it('but not for a second name that we gave it', async () => {
    const path = fileSaying('old');
    linkSync(path, `${path}.ours`);
    expect(await replace(path, 'old', 'new', nodeFiles, [`${path}.ours`])).toMatchObject({
      value: { how: 'replaced' },
    });
  });

  it('with extended attributes, also such as were set after a new file took its name', async (context) => {
    onLinux(context);
    const path = fileSaying('old');
    expect(await replace(path, 'old', 'one')).toMatchObject({ value: { how: 'replaced' } });
    run('setfattr', '-n', 'user.team', '-v', 'harbour', path);
    for (const [from, to] of [
      ['one', 'two'],
      ['two', 'three'],
    ] as const)
      expect(await replace(path, from, to)).toMatchObject({
        value: { how: 'in-place', because: 'attributes' },
      });
    expect(attributesOf(path)).toContain('user.team="harbour"');
    expect(readFileSync(path, 'utf8')).toBe('three');
    run('setfattr', '-x', 'user.team', path);
    expect(await replace(path, 'three', 'four')).toMatchObject({ value: { how: 'replaced' } });
  });

  it('with an access list of its own, and not with one that its folder gives every file', async (context) => {
    onLinux(context);
    const path = fileSaying('old');
    run('setfacl', '-m', 'u:12345:rw', path);
    expect(await replace(path, 'old', 'new')).toMatchObject({ value: { how: 'in-place' } });
    expect(run('getfacl', '-n', '-p', path)).toContain('user:12345:rw-');
    const folder = temporaryFolder();
    run('setfacl', '-d', '-m', 'u:12345:rw', folder);
    const inherits = join(folder, 'plan.md');
    writeFileSync(inherits, 'old');
    expect(await replace(inherits, 'old', 'new')).toMatchObject({ value: { how: 'replaced' } });
    expect(run('getfacl', '-n', '-p', inherits)).toContain('user:12345:rw-');
  });

  it('in a folder that takes no new file', async (context) => {
    const path = sharedFile(0o555);
    asNobody(context);
    expect(await replace(path, 'old', 'new')).toMatchObject({
      value: { how: 'in-place', because: 'folder' },
    });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('with a name so long that there is none beside it', async () => {
    const path = join(temporaryFolder(), `${'long '.repeat(50)}.md`);
    writeFileSync(path, 'old');
    expect(await replace(path, 'old', 'new')).toMatchObject({
      value: { how: 'in-place', because: 'folder' },
    });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('of another owner, who stays its owner', async (context) => {
    const path = sharedFile(0o777);
    asNobody(context);
    expect(await replace(path, 'old', 'new')).toMatchObject({ value: { how: 'in-place', because: 'owner' } });
    expect([readFileSync(path, 'utf8'), statSync(path).uid]).toEqual(['new', 0]);
  });

  it('with a group that gives its rights to whoever runs it, which stays so', async (context) => {
    onLinux(context);
    if (process.getuid?.() !== 0) notRun(context, 'only the super-user can give files away');
    const path = fileSaying('old');
    chownSync(path, 12_345, 12_346);
    chmodSync(path, 0o2664);
    expect(await replace(path, 'old', 'new')).toMatchObject({ value: { how: 'replaced' } });
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o7777]).toEqual([12_345, 12_346, 0o2664]);
  });

  it.each([
    ['EBUSY', 'mount'],
    ['EXDEV', 'mount'],
    ['EPERM', 'folder'],
  ])('when its name can’t go to another file (%s)', async (errno, because) => {
    const path = fileSaying('old');
    const files = { ...nodeFiles, renameOver: () => Promise.reject(systemError(errno)) };
    expect(await replace(path, 'old', 'new', files)).toMatchObject({ value: { how: 'in-place', because } });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(join(path, '..'))).toEqual(['plan.md']);
  });

  it('when nothing tells what it carries, or that changed while it was looked at', async () => {
    const path = fileSaying('old');
    const silent: FilePort = { ...nodeFiles, attributes: async () => ({ kind: 'no-answer' }) };
    expect(await replace(path, 'old', 'new', silent)).toMatchObject({ value: { how: 'in-place' } });
    const touched: FilePort = {
      ...nodeFiles,
      async attributes() {
        chmodSync(path, 0o600);
        return { kind: 'told', of: new Map() };
      },
    };
    expect(await replace(path, 'new', 'newer', touched)).toMatchObject({ value: { how: 'in-place' } });
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['newer', 0o600]);
  });
});

describe('what a file carries', () => {
  it('is asked for once after somebody touched it, not for each edit', async () => {
    const path = fileSaying('0');
    let asked = 0;
    const files: FilePort = {
      ...nodeFiles,
      attributes: (paths) => {
        asked += 1;
        return nodeFiles.attributes(paths);
      },
    };
    for (const n of [0, 1, 2]) await replace(path, String(n), String(n + 1), files);
    expect(asked).toBe(1);
    writeFileSync(path, '3');
    for (const n of [3, 4]) await replace(path, String(n), String(n + 1), files);
    expect([asked, readFileSync(path, 'utf8')]).toEqual([2, '5']);
  });

  it('is copied to the new file where no program tells it, each time', async (context) => {
    onLinux(context);
    const path = fileSaying('old');
    run('setfattr', '-n', 'user.team', '-v', 'harbour', path);
    run('setfacl', '-m', 'u:12345:rw', path);
    const files: FilePort = { ...nodeFiles, attributes: async () => ({ kind: 'no-program' }) };
    expect(await replace(path, 'old', 'new', files)).toMatchObject({ value: { how: 'replaced' } });
    expect(await replace(path, 'new', 'newer', files)).toMatchObject({ value: { how: 'replaced' } });
    expect(attributesOf(path)).toContain('user.team="harbour"');
    expect(run('getfacl', '-n', '-p', path)).toContain('user:12345:rw-');
  });
});

it('a file that an export replaces keeps its other names and the link that leads to it', async () => {
  const path = fileSaying('old');
  linkSync(path, `${path}.second`);
  symlinkSync(path, `${path}.link`);
  const wanted = { path: `${path}.link`, bytes: bytes('new'), token: 'test', overwrite: true };
  expect(await createFile(nodeFiles, wanted)).toMatchObject({ ok: true });
  expect([path, `${path}.second`].map((name) => readFileSync(name, 'utf8'))).toEqual(['new', 'new']);
  expect(lstatSync(`${path}.link`).isSymbolicLink()).toBe(true);
});

describe('writing in place', () => {
  const linked = (text: string): string => {
    const path = fileSaying(text);
    linkSync(path, `${path}.second`);
    return path;
  };

  it('overwrites nothing that was saved meanwhile', async () => {
    const path = linked('old');
    expect(await replace(path, 'older', 'new')).toMatchObject({ error: { code: 'file.changed' } });
    const savedMeanwhile = writingInto((file) => ({
      async overwrite(...args) {
        writeFileSync(path, 'saved by an editor');
        return file.overwrite(...args);
      },
    }));
    expect(await replace(path, 'old', 'new', savedMeanwhile)).toMatchObject({
      error: { code: 'file.changed' },
    });
    expect(readFileSync(path, 'utf8')).toBe('saved by an editor');
  });

  it('does not take a file for untouched that was written to right after', async () => {
    const path = linked('old');
    const savedAfter = writingInto((file) => ({
      async sync() {
        await file.sync();
        writeFileSync(path, 'saved by an editor');
      },
    }));
    expect(await replace(path, 'old', 'new', savedAfter)).toMatchObject({
      value: { how: 'in-place', left: null },
    });
  });

  it('takes back what a disk refused half way, and says so where it can’t', async () => {
    const path = linked('old text');
    let refusals = 1;
    const files = writingInto((file) => ({
      async overwrite(...args) {
        if (refusals === 0) return file.overwrite(...args);
        refusals -= 1;
        writeFileSync(path, 'new', { flag: 'r+' });
        throw systemError('ENOSPC');
      },
    }));
    expect(await replace(path, 'old text', 'new text!', files)).toMatchObject({
      error: { code: 'file.disk-full' },
    });
    expect(readFileSync(path, 'utf8')).toBe('old text');
    refusals = 2;
    expect(await replace(path, 'old text', 'new text!', files)).toMatchObject({
      error: { code: 'file.write-failed', facts: { halfWritten: true } },
    });
  });
});

describe('a file that is locked by a flag is left alone, and the flag is named', () => {
  const refused = { error: { code: 'file.read-only', message: expect.stringContaining('chattr -i -a') } };

  it.each(['+i', '+a'])('as chattr %s sets it', async (flag) => {
    const path = fileSaying('old');
    const set = spawnSync('chattr', [flag, path]);
    onTestFinished(() => void spawnSync('chattr', [flag.replace('+', '-'), path]));
    // Only the super-user may, on a disk that keeps flags; what the system says then is the same everywhere.
    const files: FilePort =
      set.status === 0
        ? nodeFiles
        : {
            ...nodeFiles,
            renameOver: () => Promise.reject(systemError('EPERM')),
            openInPlace: () => Promise.reject(systemError('EPERM')),
          };
    expect(await replace(path, 'old', 'new', files)).toMatchObject(refused);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });
});
