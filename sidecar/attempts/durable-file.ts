import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Instants of a durable write, so that a test can end the process at each of them. */
export type WriteMoment = 'before-temp' | 'after-temp' | 'after-fsync' | 'after-rename' | 'after-folder';

/**
 * Writes a file so that a reader after a crash at any instant finds the old or the new text, never a mix; what it
 * returned from is on the disk. Throws when the disk refuses (full, read-only): then the old text stands.
 */
export function writeDurably(path: string, text: string, moment: (at: WriteMoment) => void): void {
  moment('before-temp');
  const temp = `${path}.tmp`;
  const file = openSync(temp, 'w', 0o600);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    moment('after-temp');
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    rmSync(temp, { force: true });
    throw error;
  }
  closeSync(file);
  moment('after-fsync');
  renameSync(temp, path);
  moment('after-rename');
  syncFolder(dirname(path));
  moment('after-folder');
}

/** Removes a file for good. */
export function removeDurably(path: string): void {
  rmSync(path, { force: true });
  syncFolder(dirname(path));
}

function syncFolder(folder: string): void {
  // Windows has no folders to sync.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
