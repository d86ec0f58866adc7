import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Entropy } from '../../core/kernel/clock.ts';
import { errnoOf } from '../../node/files/file-failure.ts';

/** Room for the end of an attempt (its transcript is 64 KB at most), twice, and for some lines of the log. */
const BYTES = 512 * 1024;

/** A file that stands for room on the disk: given up when a task has filled it, so that its end can be written. */
export interface DiskReserve {
  /** Makes the file if it is not there; false when the disk has no room for it. */
  readonly fill: () => boolean;
  /** False when there was nothing to give up. */
  readonly release: () => boolean;
}

export function createDiskReserve(folder: string, entropy: Entropy): DiskReserve {
  const path = join(folder, 'reserve');
  return {
    fill() {
      if (sizeOf(path) === BYTES) return true;
      try {
        // By chance, since disks that compress would keep no room for zeros.
        const file = openSync(path, 'w', 0o600);
        try {
          for (let at = 0; at < BYTES; ) at += writeSync(file, entropy.bytes(Math.min(65_536, BYTES - at)));
          fsyncSync(file);
        } finally {
          closeSync(file);
        }
        return true;
      } catch {
        // Half a reserve is none, and would only take room from what needs it.
        rmSync(path, { force: true });
        return false;
      }
    },
    release() {
      if (sizeOf(path) === null) return false;
      rmSync(path, { force: true });
      return true;
    },
  };
}

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}

/** The disk, or what this user may use of it, is full. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(errnoOf(error) ?? '');
