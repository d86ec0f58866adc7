import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders, makeFoldersSync } from '../../../node/files/make-folders.ts';
import { onLinux, onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const ways = [
  ['waiting', makeFolders],
  ['at once', async (path: string, mode?: number) => makeFoldersSync(path, mode)],
] as const;

describe.each(ways)('folders made %s', (_name, make) => {
  it('are made with those above them, and stay as they are when they are there', async () => {
    const folder = join(tempFolder(), 'a/b/c');
    await make(folder);
    writeFileSync(join(folder, 'kept.md'), '');
    await make(folder);
    expect(existsSync(join(folder, 'kept.md'))).toBe(true);
  });

  it('get the rights asked for, each of them', async (context) => {
    onUnix(context);
    const top = tempFolder();
    await make(join(top, 'a/b'), 0o700);
    for (const name of ['a', 'a/b']) expect(statSync(join(top, name)).mode & 0o777).toBe(0o700);
  });

  it('may be reached by a link', async () => {
    const top = tempFolder();
    mkdirSync(join(top, 'there'));
    symlinkSync(join(top, 'there'), join(top, 'link'));
    await make(join(top, 'link'));
    await make(join(top, 'link', 'below'));
    expect(existsSync(join(top, 'there', 'below'))).toBe(true);
  });

  it('are refused behind a file, without end neither there nor where nothing can be made', async (context) => {
    onLinux(context);
    const top = tempFolder();
    writeFileSync(join(top, 'file'), '');
    await expect(make(join(top, 'file'))).rejects.toThrow('EEXIST');
    await expect(make(join(top, 'file/below/it'))).rejects.toThrow('ENOTDIR');
    await expect(make('/proc/nothing/below/it')).rejects.toThrow('ENOENT');
    symlinkSync(join(top, 'nowhere'), join(top, 'dangling'));
    await expect(make(join(top, 'dangling'))).rejects.toThrow('EEXIST');
  });

  it('are made once by all who ask at the same time', async () => {
    const folder = join(tempFolder(), 'x/y/z');
    await Promise.all(Array.from({ length: 20 }, () => make(folder)));
    expect(statSync(folder).isDirectory()).toBe(true);
  });
});
