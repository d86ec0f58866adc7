import {
  linkSync,
  lstatSync,
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
import type { Clock, Entropy } from '../../core/kernel/clock.ts';
import { errnoOf } from '../files/file-failure.ts';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** Who holds a lock. */
export interface LockHolder extends ProcessIdentity {
  readonly nonce: string;
}

const LockHolder = z.object({
  nonce: z.string(),
  pid: z.number().int(),
  started: z.string().nullable(),
  machine: z.string(),
});

export interface HeldLock<Facts> {
  readonly record: LockHolder & Facts;
  /**
   * Called when the lock is found gone or another's, and again at every look until it is released: a person deleted it, its
   * folder is away, or this process stood still for long.
   */
  onLost(listener: () => void): void;
  release(): void;
}

/** Where the lock belongs, something else is in the way; the message says what. */
export class UnusableLock extends Error {}

export type LockAttempt<Facts> =
  | { readonly held: true; readonly lock: HeldLock<Facts> }
  | { readonly held: false; readonly holder: LockHolder & Facts };

export interface LockPlace<Facts> {
  readonly path: string;
  /** What the holder tells others beyond who it is. Readable by its owner only. */
  readonly facts: z.ZodType<Facts>;
  /** Whether a lock found here was made here: one that came along in a copied folder is another's. Default: it was. */
  readonly madeHere?: (facts: Facts) => boolean;
}

/** A holder on another machine (shared folder) is believed gone when its lock was not touched for this long. */
const foreignTimeout = 120_000;
const lookEvery = 5_000;
/** An unreadable lock younger than this is being written by somebody. */
const tornTimeout = 2_000;
const attempts = 50;

/**
 * Takes the lock file, or tells who holds it. A lock whose process is gone (kill, power cut) is taken over; a second
 * file, itself a lock named after the dead one's nonce, makes sure that only one taker replaces it.
 */
export async function takeLock<Facts extends object>(
  place: LockPlace<Facts>,
  facts: Facts,
  { clock, entropy }: { readonly clock: Clock; readonly entropy: Entropy },
): Promise<LockAttempt<Facts>> {
  const { path } = place;
  const nonce = Buffer.from(entropy.bytes(12)).toString('hex');
  const record: LockHolder & Facts = { ...facts, ...thisProcess(), nonce };
  const draft = `${path}.${nonce}.new`;
  try {
    writeFileSync(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
    const holder = await claim(place, draft, 0);
    if (holder !== null) return { held: false, holder };
    sweep(path);
    return { held: true, lock: holdLock(place, record, clock) };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock now, as far as that shows without writing anything; null when nobody is known to. */
export function livingHolder<Facts extends object>(place: LockPlace<Facts>): (LockHolder & Facts) | null {
  const found = readLock(place);
  if (typeof found !== 'object' || !(place.madeHere?.(found) ?? true)) return null;
  return found.machine === thisProcess().machine && isAlive(found) ? found : null;
}

/** Removes what takers left that were killed half way. */
function sweep(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    if (ageAgainst(join(folder, name), path) > foreignTimeout) rmSync(join(folder, name), { force: true });
  }
}

/** Null when the draft's writer now holds the lock, else the living holder. */
async function claim<Facts extends object>(
  place: LockPlace<Facts>,
  draft: string,
  depth: number,
): Promise<(LockHolder & Facts) | null> {
  const { path } = place;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (createExclusive(path, draft)) return null;
    refuseWhatIsNoFile(path);
    const holder = readLock(place);
    if (holder === 'absent') continue;
    if (typeof holder === 'object' && (place.madeHere?.(holder) ?? true) && lives(path, holder, draft)) {
      return holder;
    }
    if (holder === 'torn' && ageAgainst(path, draft) < tornTimeout) {
      await wait(tornTimeout / 10);
      // Written again, so that the file system's own clock says how much time has gone by.
      writeFileSync(draft, readFileSync(draft));
      continue;
    }
    if (await replaceDead(place, draft, holder, depth)) return null;
    await wait(20);
  }
  throw new UnusableLock(
    `${path}, by which processes agree on who writes here, is changed by another program again and again. Nothing was changed. End that program, then try again.`,
  );
}

/** Reading a pipe would wait for ever, and a link that leads nowhere or a folder is never taken over. */
function refuseWhatIsNoFile(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return;
  throw new UnusableLock(
    `${path} is no plain file, but Quarterdeck keeps one of its own there. Nothing was changed. Move it away, then try again.`,
  );
}

async function replaceDead<Facts extends object>(
  place: LockPlace<Facts>,
  draft: string,
  dead: (LockHolder & Facts) | 'torn',
  depth: number,
): Promise<boolean> {
  if (depth > 2) return false;
  const deadNonce = dead === 'torn' ? 'torn' : dead.nonce;
  const guard = `${place.path}.${deadNonce}`;
  if ((await claim({ ...place, path: guard }, draft, depth + 1)) !== null) return false;
  try {
    const now = readLock(place);
    const same = typeof now === 'object' ? now.nonce === deadNonce : now === dead;
    if (!same) return false;
    const replacement = `${draft}.${depth}`;
    writeWhole(replacement, draft, 'w');
    renameSync(replacement, place.path);
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
    const errno = errnoOf(error);
    if (errno === 'EEXIST') return false;
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'ENOSYS') throw error;
  }
  // A file system without hard links: exclusive creation, read as torn until its text is there.
  try {
    writeWhole(path, draft, 'wx');
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A full disk leaves an empty file behind. */
function writeWhole(path: string, draft: string, flag: 'w' | 'wx'): void {
  try {
    writeFileSync(path, readFileSync(draft), { mode: 0o600, flag });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') rmSync(path, { force: true });
    throw error;
  }
}

function readLock<Facts extends object>({
  path,
  facts,
}: LockPlace<Facts>): (LockHolder & Facts) | 'absent' | 'torn' {
  try {
    return LockHolder.and(facts).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return 'absent';
    // A lock that can't be read may well be held.
    if (errno !== null) throw error;
    return 'torn';
  }
}

function lives(path: string, holder: LockHolder, fresh: string): boolean {
  if (holder.machine === thisProcess().machine) return isAlive(holder);
  return ageAgainst(path, fresh) < foreignTimeout;
}

/** Age by the file system's own clock: another machine's may differ from ours. */
function ageAgainst(path: string, fresh: string): number {
  try {
    return statSync(fresh).mtimeMs - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function holdLock<Facts extends object>(
  place: LockPlace<Facts>,
  record: LockHolder & Facts,
  clock: Clock,
): HeldLock<Facts> {
  let lost = (): void => {};
  const look = setInterval(() => {
    try {
      const now = readLock(place);
      // Half a lock is a sign of nothing.
      if (now === 'torn') return;
      if (isOf(now, record)) {
        const seconds = clock.now() / 1000;
        utimesSync(place.path, seconds, seconds);
        return;
      }
      lost();
    } catch {
      // The folder vanished or can't be read now; its owner finds out by its own means.
    }
  }, lookEvery);
  look.unref();
  return {
    record,
    onLost(listener) {
      lost = listener;
    },
    release() {
      clearInterval(look);
      try {
        if (isOf(readLock(place), record)) rmSync(place.path, { force: true });
      } catch {
        // What can't be read or removed is found dead by the next one.
      }
    },
  };
}

function isOf(found: LockHolder | 'absent' | 'torn', record: LockHolder): boolean {
  return typeof found === 'object' && found.nonce === record.nonce;
}
