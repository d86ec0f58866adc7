import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Git } from './git.ts';

const LIMIT_SECONDS = 5;

/** Has git leave files of this pattern alone in the repository a folder lies in, for this clone only; nothing outside one. */
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
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.split(/\r?\n/u).includes(pattern)) return;
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${text === '' || text.endsWith('\n') ? '' : '\n'}${pattern}\n`);
}
