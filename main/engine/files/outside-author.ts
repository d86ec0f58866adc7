import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';

const LIMIT_MS = 1000;

/**
 * Who last committed this file, when it stands in a git clone exactly as committed; null in every other case.
 * A pull is the usual outside change, and its author is the answer to "who changed this?".
 */
export async function outsideAuthor(path: string): Promise<string | null> {
  const changes = await git(path, ['status', '--porcelain', '--', basename(path)]);
  if (changes === null || changes !== '') return null;
  const author = await git(path, ['log', '-1', '--format=%an', '--', basename(path)]);
  return author === null || author === '' ? null : author.slice(0, 80);
}

function git(path: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['--no-optional-locks', '-c', 'core.fsmonitor=false', ...args],
      { cwd: dirname(path), timeout: LIMIT_MS, maxBuffer: 64 * 1024, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout.trim() : null),
    );
  });
}
