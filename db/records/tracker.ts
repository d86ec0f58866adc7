import type { StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import type { RevisionId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/** What ops say of a tracker. */
export interface TrackerRecord {
  readonly id: TrackerId;
  readonly name: string;
  readonly path: string | null;
  readonly sample: 0 | 1;
  readonly addedAt: number;
  readonly removedAt: number | null;
}

/** What its current text says. */
export interface TrackerReading {
  /** The text shown here; null before the first and after another tracker took this one's texts in. */
  readonly revisionId: RevisionId | null;
  readonly sequence: number;
  readonly profile: string | null;
  /** Versioned JSON, see `mappingJson`. */
  readonly mapping: string | null;
  readonly hash: string | null;
  readonly changedAt: number;
  readonly lastUpdated: string | null;
  readonly lastVerified: string | null;
  readonly owner: string | null;
  /** JSON object of counts. */
  readonly recognised: string;
}

export type TrackerRow = TrackerRecord &
  TrackerReading &
  StateCounts & {
    /** The merge that took this tracker's texts into another tracker's history. */
    readonly absorbedBy: RevisionId | null;
  };

const COLUMNS = `id, name, profile, mapping, path, sample, added_at AS addedAt, removed_at AS removedAt, revision_id AS revisionId,
  absorbed_by AS absorbedBy, sequence, hash,
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

/** Removed ones included. */
export function countTrackers(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM tracker') ?? 0;
}
