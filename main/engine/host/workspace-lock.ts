import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock, Entropy } from '../../../core/kernel/clock.ts';
import { isAlive, thisProcess } from './process-identity.ts';

/** What the lock file says about its holder. Readable by its owner only: `key` opens the host's socket. */
const LockRecord = z.object({
  nonce: z.string(),
  pid: z.number().int(),
  started: z.string().nullable(),
  machine: z.string(),
  /** Local socket path or pipe name. */
  socket: z.string(),
  key: z.string(),
  shell: z.string(),
  appVersion: z.string(),
});
export type LockRecord = z.infer<typeof LockRecord>;

export interface LockWish {
  readonly socket: string;
  readonly key: string;
  readonly shell: string;
  readonly appVersion: string;
}

export type LockAttempt =
  | { readonly held: true; readonly lock: WorkspaceLock }
  | { readonly held: false; readonly holder: LockRecord };

export interface WorkspaceLock {
  readonly record: LockRecord;
  release(): void;
}

/** A holder on another machine (shared folder) is believed gone when its lock was not touched for this long. */
const foreignPatience = 120_000;
const touchEvery = 20_000;
/** An unreadable lock younger than this is being written by somebody. */
const tornPatience = 2_000;
const attempts = 50;

/**
 * Takes the lock file, or tells who holds it. A lock whose process is gone (kill, power cut) is taken over; a second
 * file, itself a lock named after the dead one's nonce, makes sure that only one taker replaces it.
 */
export async function takeLock(
  path: string,
  wish: LockWish,
  { clock, entropy }: { readonly clock: Clock; readonly entropy: Entropy },
): Promise<LockAttempt> {
  const nonce = Buffer.from(entropy.bytes(12)).toString('hex');
  const record: LockRecord = { ...thisProcess(), ...wish, nonce };
  const draft = `${path}.${nonce}.new`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  try {
    const holder = await claim(path, draft, record, 0);
    if (holder !== null) return { held: false, holder };
    sweep(path);
    return { held: true, lock: holdLock(path, record, clock) };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes what takers left that were killed half way. */
function sweep(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    if (ageAgainst(join(folder, name), path) > foreignPatience) rmSync(join(folder, name), { force: true });
  }
}

/** Null when `record` now holds `path`, else the living holder. */
async function claim(
  path: string,
  draft: string,
  record: LockRecord,
  depth: number,
): Promise<LockRecord | null> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (createExclusive(path, draft)) return null;
    const holder = readLock(path);
    if (holder === 'absent') continue;
    if (typeof holder === 'object' && lives(path, holder, draft)) return holder;
    if (holder === 'torn' && ageAgainst(path, draft) < tornPatience) {
      await wait(tornPatience / 10);
      continue;
    }
    if (await replaceDead(path, draft, record, holder, depth)) return null;
    await wait(20);
  }
  throw new Error(`the lock ${path} could not be settled`);
}

async function replaceDead(
  path: string,
  draft: string,
  record: LockRecord,
  dead: LockRecord | 'torn',
  depth: number,
): Promise<boolean> {
  if (depth > 2) return false;
  const deadNonce = dead === 'torn' ? 'torn' : dead.nonce;
  const guard = `${path}.${deadNonce}`;
  if ((await claim(guard, draft, record, depth + 1)) !== null) return false;
  try {
    const now = readLock(path);
    const same = typeof now === 'object' ? now.nonce === deadNonce : now === dead;
    if (!same) return false;
    const replacement = `${draft}.${depth}`;
    writeFileSync(replacement, JSON.stringify(record), { mode: 0o600 });
    renameSync(replacement, path);
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

/** A hard link appears whole or not at all, so nobody ever reads half a lock. */
function createExclusive(path: string, draft: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    if (!isCode(error, 'EPERM') && !isCode(error, 'ENOTSUP') && !isCode(error, 'ENOSYS')) throw error;
  }
  // A file system without hard links: exclusive creation, read as torn until its text is there.
  try {
    writeFileSync(path, readFileSync(draft), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function readLock(path: string): LockRecord | 'absent' | 'torn' {
  try {
    return LockRecord.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return isCode(error, 'ENOENT') ? 'absent' : 'torn';
  }
}

function lives(path: string, holder: LockRecord, fresh: string): boolean {
  if (holder.machine === thisProcess().machine) return isAlive(holder);
  return ageAgainst(path, fresh) < foreignPatience;
}

/** Age by the file system's own clock: another machine's may differ from ours. */
function ageAgainst(path: string, fresh: string): number {
  try {
    return statSync(fresh).mtimeMs - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function holdLock(path: string, record: LockRecord, clock: Clock): WorkspaceLock {
  const touch = setInterval(() => {
    try {
      const seconds = clock.now() / 1000;
      utimesSync(path, seconds, seconds);
    } catch {
      // The folder vanished; its owner finds out by its own means.
    }
  }, touchEvery);
  touch.unref();
  return {
    record,
    release() {
      clearInterval(touch);
      const now = readLock(path);
      if (typeof now === 'object' && now.nonce === record.nonce) rmSync(path, { force: true });
    },
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
