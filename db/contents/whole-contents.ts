import type { Reader } from '../handle.ts';

interface Known {
  readonly version: number | null;
  readonly hashes: Set<string>;
}

const MOST = 1000;
const byHandle = new WeakMap<Reader, Known>();

/**
 * Hashes of contents that this connection read or wrote whole. What another one, or another program, writes to the file
 * may have damaged any of them, so that they are forgotten then.
 */
export function knownWhole(db: Reader): Set<string> {
  const version = db.value<number>('PRAGMA data_version');
  const known = byHandle.get(db);
  if (known?.version === version && known.hashes.size < MOST) return known.hashes;
  const hashes = new Set<string>();
  byHandle.set(db, { version, hashes });
  return hashes;
}
