import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { Clock } from '../../core/kernel/clock.ts';
import type { Git } from './git.ts';

const LIMIT_SECONDS = 1;
/** A branch switch changes hundreds of files at once; only the first few are worth asking about. */
const ASKED_PER_WINDOW = 20;
const WINDOW_MS = 10_000;

export type CommittedAuthor = (path: string, bytes: Uint8Array) => Promise<string | null>;

/**
 * Who last committed this file, when its bytes stand in a git clone exactly as committed; null in every other case. A pull
 * is the usual outside change, and its author is the answer to "who changed this?". The bytes are compared here and not
 * by `git status`, which would run the clone's own filters.
 */
export function createCommittedAuthor(git: Git, clock: Clock): CommittedAuthor {
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
    const call = { folder: dirname(path), signal: new AbortController().signal, seconds: LIMIT_SECONDS };
    const ask = (...args: readonly string[]) =>
      git.run(call, '--no-optional-locks', '--literal-pathspecs', ...args);
    const committed = await ask('rev-parse', '--verify', '--quiet', `HEAD:./${name}`);
    if (!committed.ok || committed.value !== blobId(bytes, committed.value.length)) return null;
    const author = await ask('log', '-1', '--no-show-signature', '--format=%an', '--', name);
    return author.ok && author.value !== '' ? author.value.slice(0, 80) : null;
  };
}

/** The id git gives these bytes; clones with SHA-256 ids have longer ones. */
function blobId(bytes: Uint8Array, length: number): string {
  return createHash(length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
