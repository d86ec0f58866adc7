import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { Clock } from '../../../core/kernel/clock.ts';

const LIMIT_MS = 1000;
/** A branch switch changes hundreds of files at once; only the first few are worth asking about. */
const ASKED_PER_WINDOW = 20;
const WINDOW_MS = 10_000;

export type OutsideAuthor = (path: string, bytes: Uint8Array) => Promise<string | null>;

/**
 * Who last committed this file, when its bytes stand in a git clone exactly as committed; null in every other case. A pull
 * is the usual outside change, and its author is the answer to "who changed this?". The bytes are compared here and not
 * by `git status`, which would run the clone's own filters.
 */
export function createOutsideAuthor(clock: Clock): OutsideAuthor {
  let windowStart = 0;
  let asked = 0;
  return async (path, bytes) => {
    const now = clock.now();
    if (now - windowStart > WINDOW_MS) {
      windowStart = now;
      asked = 0;
    }
    asked += 1;
    if (asked > ASKED_PER_WINDOW) return null;
    const name = basename(path);
    const committed = await git(path, ['rev-parse', '--verify', '--quiet', `HEAD:./${name}`]);
    if (committed === null || committed !== blobId(bytes, committed.length)) return null;
    const author = await git(path, ['log', '-1', '--no-show-signature', '--format=%an', '--', name]);
    return author === null || author === '' ? null : author.slice(0, 80);
  };
}

/** The id git gives these bytes; clones with SHA-256 ids have longer ones. */
function blobId(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

function git(path: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false', ...args],
      { cwd: dirname(path), timeout: LIMIT_MS, maxBuffer: 64 * 1024, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout.trim() : null),
    );
  });
}
