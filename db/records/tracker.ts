import type { StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/** What ops say of a tracker. */
export interface TrackerRecord {
  readonly id: TrackerId;
  readonly name: string;
  readonly profile: string | null;
  /** Versioned JSON, see `mappingJson`. */
  readonly mapping: string | null;
  readonly path: string | null;
  readonly sample: 0 | 1;
  readonly addedAt: number;
  readonly removedAt: number | null;
}

/** What its current text says. */
export interface TrackerReading {
  readonly sequence: number;
  readonly hash: string | null;
  readonly changedAt: number;
  readonly lastUpdated: string | null;
  readonly lastVerified: string | null;
  readonly owner: string | null;
  /** JSON object of counts. */
  readonly recognised: string;
}

export type TrackerRow = TrackerRecord & TrackerReading & StateCounts;

const COLUMNS = `id, name, profile, mapping, path, sample, added_at AS addedAt, removed_at AS removedAt, sequence, hash,
  changed_at AS changedAt, last_updated AS lastUpdated, last_verified AS lastVerified, owner, recognised,
  planned, active, review, blocked, done, locked, dropped`;

/** Removed ones included. */
export function readTracker(db: Reader, id: string): TrackerRow | null {
  return db.get<TrackerRow>(`SELECT ${COLUMNS} FROM tracker WHERE id = ?`, id);
}

export function readTrackerByPath(db: Reader, path: string): TrackerRow | null {
  return db.get<TrackerRow>(
    `SELECT ${COLUMNS} FROM tracker WHERE path = ? ORDER BY removed_at IS NOT NULL, removed_at DESC LIMIT 1`,
    path,
  );
}

/** In the order they were added. */
export function readTrackers(db: Reader): TrackerRow[] {
  return db.all<TrackerRow>(`SELECT ${COLUMNS} FROM tracker WHERE removed_at IS NULL ORDER BY added_at, id`);
}

export function readRemovedTrackers(db: Reader): TrackerRow[] {
  return db.all<TrackerRow>(
    `SELECT ${COLUMNS} FROM tracker WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id`,
  );
}
