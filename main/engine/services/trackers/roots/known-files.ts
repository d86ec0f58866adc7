import { readTrackerByPath, readTrackers, type TrackerRow } from '../../../../../db/records/tracker.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** The files that are trackers already, under whatever name. Remembers what it found, so make one for each act. */
export interface KnownFiles {
  /** The tracker of this file, under the name given, the one a link leads to, or another link to the same file. */
  at(path: string): Promise<TrackerRow | null>;
  /** The tracker whose file is gone and that says the very same. */
  missingSaying(hash: string): Promise<TrackerRow | null>;
}

interface Places {
  /** Trackers whose own path is a link, by where that leads. */
  readonly linked: ReadonlyMap<string, TrackerRow>;
  readonly missing: readonly TrackerRow[];
}

export function createKnownFiles({ db, files }: EngineDeps): KnownFiles {
  let places: Promise<Places> | null = null;
  async function look(): Promise<Places> {
    const linked = new Map<string, TrackerRow>();
    const missing: TrackerRow[] = [];
    for (const row of readTrackers(db.read)) {
      if (row.path === null) continue;
      const real = await files.realPath(row.path).catch(() => null);
      if (real === null) missing.push(row);
      else if (real !== row.path) linked.set(real, row);
    }
    return { linked, missing };
  }
  const known = (): Promise<Places> => (places ??= look());
  return {
    async at(path) {
      const named = readTrackerByPath(db.read, path);
      if (named !== null) return named;
      const real = await files.realPath(path).catch(() => null);
      if (real === null) return null;
      const direct = real === path ? null : readTrackerByPath(db.read, real);
      return direct ?? (await known()).linked.get(real) ?? null;
    },
    async missingSaying(hash) {
      return (await known()).missing.find((row) => row.hash === hash) ?? null;
    },
  };
}
