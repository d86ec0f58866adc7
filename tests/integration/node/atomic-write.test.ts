import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFile, replaceFile } from '../../../node/files/atomic-write.ts';
import { contentHash } from '../../../node/files/content-hash.ts';
import { type FilePort } from '../../../node/files/file-port.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { onUnix } from '../../support/not-run.ts';
import { temporaryFolder } from '../engine/support-folder.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function replace(files: FilePort, path: string, from: string, to: string) {
  return replaceFile(files, {
    path,
    bytes: bytes(to),
    expectedHash: contentHash(bytes(from)),
    token: 'test',
    keepAs: [],
    ownNames: () => [],
  });
}

describe('replacing a file', () => {
  it('writes the new bytes, keeps the mode and leaves nothing else behind', async (context) => {
    onUnix(context);
    const folder = temporaryFolder();
    const path = join(folder, 'plan.md');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    expect(await replace(nodeFiles, path, 'old', 'new')).toMatchObject({
      ok: true,
      value: { kept: { how: 'handle' }, left: { bytes: 3 } },
    });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['plan.md']);
  });

  it('writes through a symbolic link and keeps the link', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    const target = join(folder, 'real', 'plan.md');
    const link = join(folder, 'plan.md');
    writeFileSync(target, 'old');
    symlinkSync(target, link);
    expect((await replace(nodeFiles, link, 'old', 'new')).ok).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('new');
  });

  it('never overwrites a file that changed since it was read', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'plan.md');
    writeFileSync(path, 'old');
    const savedMeanwhile: FilePort = {
      ...nodeFiles,
      async createExclusive(temp, mode) {
        writeFileSync(path, 'saved by an editor');
        return nodeFiles.createExclusive(temp, mode);
      },
    };
    const result = await replace(savedMeanwhile, path, 'old', 'new');
    expect(result).toMatchObject({ ok: false, error: { code: 'file.changed' } });
    expect(readFileSync(path, 'utf8')).toBe('saved by an editor');
    expect(readdirSync(folder)).toEqual(['plan.md']);
  });

  it('refuses a read-only file, even for the super-user', async (context) => {
    onUnix(context);
    const folder = temporaryFolder();
    const path = join(folder, 'plan.md');
    writeFileSync(path, 'old');
    chmodSync(path, 0o444);
    expect(await replace(nodeFiles, path, 'old', 'new')).toMatchObject({
      ok: false,
      error: { code: 'file.read-only' },
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('says that a vanished file is missing', async () => {
    const path = join(temporaryFolder(), 'gone', 'plan.md');
    expect(await replace(nodeFiles, path, 'old', 'new')).toMatchObject({
      ok: false,
      error: { code: 'file.missing' },
    });
  });

  it.each([
    ['ENOSPC', 'file.disk-full'],
    ['EROFS', 'file.read-only'],
    ['EACCES', 'file.read-only'],
    ['EIO', 'file.write-failed'],
  ])('keeps the old bytes and no temp file when writing ends in %s', async (errno, code) => {
    const folder = temporaryFolder();
    const path = join(folder, 'plan.md');
    writeFileSync(path, 'old');
    const failing: FilePort = {
      ...nodeFiles,
      async createExclusive(temp, mode) {
        const handle = await nodeFiles.createExclusive(temp, mode);
        return { ...handle, write: () => Promise.reject(systemError(errno)) };
      },
    };
    expect(await replace(failing, path, 'old', 'new')).toMatchObject({ ok: false, error: { code } });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['plan.md']);
  });
});

describe('making a file', () => {
  it('makes missing folders and refuses a name that is taken', async () => {
    const path = join(temporaryFolder(), 'a', 'b', 'new.md');
    const wanted = { path, bytes: bytes('one'), token: 'test', overwrite: false };
    expect((await createFile(nodeFiles, wanted)).ok).toBe(true);
    expect(await createFile(nodeFiles, { ...wanted, bytes: bytes('two') })).toMatchObject({
      ok: false,
      error: { code: 'file.exists' },
    });
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect((await createFile(nodeFiles, { ...wanted, bytes: bytes('two'), overwrite: true })).ok).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('two');
  });

  it('says which parent is no folder, and that a folder is one, instead of calling them files that exist', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'notes');
    writeFileSync(file, 'kept');
    for (const path of [join(file, 'plan.csv'), join(file, 'deep', 'plan.csv')])
      expect(
        await createFile(nodeFiles, { path, bytes: bytes('one'), token: 'test', overwrite: false }),
      ).toMatchObject({
        ok: false,
        error: {
          code: 'file.not-allowed',
          message: `${path} can't be written, because ${file} is a file and not a folder. Choose another place.`,
        },
      });
    expect(readFileSync(file, 'utf8')).toBe('kept');
    expect(
      await createFile(nodeFiles, { path: folder, bytes: bytes('one'), token: 'test', overwrite: false }),
    ).toMatchObject({
      ok: false,
      error: {
        code: 'file.exists',
        message: `${folder} is a folder. Nothing was written; name a file in it.`,
      },
    });
    expect(readdirSync(folder)).toEqual(['notes']);
  });
});
