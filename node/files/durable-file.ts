import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, isUnsyncable, NotPlainFile } from './file-failure.ts';

/** Points of a durable write, so that a test can kill the process at each of them. */
export type WriteCrashPoint = 'before-temp' | 'after-temp' | 'after-fsync' | 'after-rename' | 'after-folder';

/**
 * Writes a small file of ours, readable by its owner only, so that a reader after a crash at any instant finds the old or
 * the new content, never a mix; what it returned from is on the disk. Throws when the disk refuses (full, read-only): then
 * the old content stands.
 */
export function writeDurably(
  path: string,
  content: string | Uint8Array,
  moment: (at: WriteCrashPoint) => void = () => {},
): void {
  moment('before-temp');
  const temp = tempOf(path);
  // Made again: whoever opened or linked the name before must not see, or receive, what is written now.
  rmSync(temp, { force: true });
  const file = openSync(temp, 'wx', 0o600);
  try {
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      moment('after-temp');
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    moment('after-fsync');
    renameSync(temp, path);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
  moment('after-rename');
  syncFolder(dirname(path));
  moment('after-folder');
}

/** Two processes may write the same file at once, so each has a draft of its own. */
const tempOf = (path: string): string => `${path}.${process.pid}.tmp`;

/** No file of ours comes near this. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * A small file of ours, as it was written durably. Throws where something else lies under its name: a pipe is not waited
 * for, and a device or what is too large for one of ours is not read.
 */
export function readSmall(path: string, mostBytes = MOST_BYTES): Buffer {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile() || facts.size > mostBytes) throw new NotPlainFile(path);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Null when the file isn't there. */
export function readIfThere(path: string): Uint8Array | null {
  try {
    return readSmall(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes a file for good. */
export function removeDurably(path: string): void {
  rmSync(path, { force: true });
  syncFolder(dirname(path));
}

function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!isUnsyncable(error)) throw error;
  }
}
