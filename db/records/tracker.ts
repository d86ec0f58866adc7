import type { StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import type { RevisionId, RootId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

/** What ops say of a tracker. */
export interface TrackerRecord {
  readonly id: TrackerId;
  readonly name: string;
  /** Where its file is; both null for one without a file. `relativePath` has `/` between its parts. */
  readonly rootId: RootId | null;
  readonly relativePath: string | null;
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

/** What follows from others, and from this device. */
export interface TrackerHere {
  /** The tracker shown in its stead: both were found at the same place. */
  readonly joinedInto: TrackerId | null;
  /** The merge that took this tracker's texts into another tracker's history. */
  readonly absorbedBy: RevisionId | null;
  /** Its file on this device, absolute; null without a file, and when its root is in no folder here. */
  readonly path: string | null;
}

export type TrackerRow = TrackerRecord & TrackerReading & TrackerHere & StateCounts;

export const PATH_HERE = `(SELECT CASE
    WHEN folder = '' OR folder GLOB '/*' THEN folder || '/' || tracker.path
    WHEN instr(tracker.path, '\\') = 0 AND instr(tracker.path, ':') = 0 THEN folder || '\\' || replace(tracker.path, '/', '\\')
  END FROM root_binding WHERE root_id = tracker.root)`;

/** Neither removed nor shown as part of another one. */
export const SHOWN = 'removed_at IS NULL AND joined_into IS NULL AND absorbed_by IS NULL';

const COLUMNS = `id, name, profile, mapping, root AS rootId, path AS relativePath, joined_into AS joinedInto, ${PATH_HERE} AS path,
  sample, added_at AS addedAt, removed_at AS removedAt, revision_id AS revisionId, absorbed_by AS absorbedBy, sequence, hash,
  changed_at AS changedAt, last_updated AS lastUpdated, last_verified AS lastVerified, owner, recognised,
  planned, active, review, blocked, done, locked, dropped, unknown`;

/** Removed ones included. */
export function readTracker(db: Reader, id: string): TrackerRow | null {
  return db.get<TrackerRow>(`SELECT ${COLUMNS} FROM tracker WHERE id = ?`, id);
}

/** The tracker of a file; of a removed and a present one, the present one. */
export function readTrackerByPath(db: Reader, path: string): TrackerRow | null {
  return db.get<TrackerRow>(
    `SELECT ${COLUMNS} FROM tracker
     WHERE (root, path) IN (
       SELECT root_id, CASE WHEN folder = '' OR folder GLOB '/*' THEN rest ELSE replace(rest, '\\', '/') END
       FROM (SELECT root_id, folder, substr(?, length(folder) + 2) AS rest FROM root_binding
             WHERE substr(?, 1, length(folder)) = folder AND substr(?, length(folder) + 1, 1) IN ('/', '\\'))
     )
     ORDER BY removed_at IS NOT NULL, joined_into IS NOT NULL, removed_at DESC LIMIT 1`,
    path,
    path,
    path,
  );
}

/** Those in use. */
export function readTrackersOfRoot(db: Reader, rootId: RootId): TrackerRow[] {
  return db.all<TrackerRow>(
    `SELECT ${COLUMNS} FROM tracker WHERE root = ? AND ${SHOWN} ORDER BY added_at, id`,
    rootId,
  );
}

/** In the order they were added. */
export function readTrackers(db: Reader): TrackerRow[] {
  return db.all<TrackerRow>(`SELECT ${COLUMNS} FROM tracker WHERE ${SHOWN} ORDER BY added_at, id`);
}

export function readRemovedTrackers(db: Reader): TrackerRow[] {
  return db.all<TrackerRow>(
    `SELECT ${COLUMNS} FROM tracker WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id`,
  );
}
