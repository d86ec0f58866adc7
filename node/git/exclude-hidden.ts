import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolders } from '../files/make-folders.ts';
import type { Git } from './git.ts';

const LIMIT_SECONDS = 5;
const MAX_BYTES = 1024 * 1024;
/** Neither through a link nor waiting for whoever writes a pipe. Where a system has neither, they are nothing. */
const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Has git leave files of this pattern alone in the repository a folder lies in, for this clone only; nothing outside one.
 * The repository may be anybody's: its list is written only where it is a plain file in a plain folder.
 */
export async function excludeFromGit(
  git: Git,
  folder: string,
  pattern: string,
  signal: AbortSignal,
): Promise<void> {
  const asked = await git.run(
    { folder, signal, seconds: LIMIT_SECONDS },
    '--no-optional-locks',
    'rev-parse',
    '--git-path',
    'info/exclude',
  );
  if (!asked.ok) return;
  const file = resolve(folder, asked.value);
  await makeFolders(dirname(file));
  if (!(await lstat(dirname(file))).isDirectory()) return;
  if ((await lstat(file).catch(() => null))?.isFile() === false) return;
  const handle = await open(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { nlink, size } = await handle.stat();
    if (nlink !== 1 || size > MAX_BYTES) return;
    const text = await handle.readFile('utf8');
    if (text.split(/\r?\n/u).includes(pattern)) return;
    await handle.appendFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${pattern}\n`);
  } finally {
    await handle.close();
  }
}
