import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { TrackerReading, TrackerRecord } from '../../records/tracker.ts';

/** Its place may be another one now: who it is joined into is for `joinTrackersAt` to say again. */
export function putTrackerRecord(db: Writer, row: TrackerRecord): void {
  db.run(
    `INSERT INTO tracker (id, name, root, path, sample, added_at, removed_at, changed_at, recognised)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, root = excluded.root, path = excluded.path, joined_into = NULL, sample = excluded.sample,
       added_at = excluded.added_at, removed_at = excluded.removed_at,
       changed_at = CASE WHEN tracker.revision_id IS NULL THEN excluded.added_at ELSE tracker.changed_at END`,
    row.id,
    row.name,
    row.rootId,
    row.relativePath,
    row.sample,
    row.addedAt,
    row.removedAt,
    row.addedAt,
  );
}

interface TrackerAtPlace {
  readonly id: TrackerId;
  readonly joinedInto: TrackerId | null;
  readonly removed: 0 | 1;
  readonly absorbed: 0 | 1;
}

/**
 * Devices that imported the same file before they met know it as several trackers. Of those in use at one place the
 * smallest id is shown and the others are joined into it; one whose texts went on in another's history is not shown
 * again. Answers the ids that this changed.
 */
export function joinTrackersAt(
  db: Writer,
  { rootId, relativePath }: Pick<TrackerRecord, 'rootId' | 'relativePath'>,
): TrackerId[] {
  if (rootId === null || relativePath === null) return [];
  const at = db.all<TrackerAtPlace>(
    `SELECT id, joined_into AS joinedInto, removed_at IS NOT NULL AS removed, absorbed_by IS NOT NULL AS absorbed
     FROM tracker WHERE root = ? AND path = ? ORDER BY id`,
    rootId,
    relativePath,
  );
  const shown = at.find(({ removed, absorbed }) => removed === 0 && absorbed === 0)?.id ?? null;
  const changed = at.filter(({ id, joinedInto, removed }) => {
    const into = removed === 1 || id === shown ? null : shown;
    if (into !== joinedInto) db.run('UPDATE tracker SET joined_into = ? WHERE id = ?', into, id);
    return into !== joinedInto;
  });
  return changed.map(({ id }) => id);
}

/**
 * Of the trackers of one place, only one has its items, sections and log in the tables: the one that is shown, or, where
 * all are removed, the smallest id. So no item is in two of them, whichever merge took whose texts in.
 */
const HAS_ROWS = `t.joined_into IS NULL AND t.absorbed_by IS NULL AND (t.removed_at IS NULL OR NOT EXISTS (
    SELECT 1 FROM tracker other WHERE other.root = t.root AND other.path = t.path AND other.id <> t.id
      AND other.absorbed_by IS NULL AND (other.removed_at IS NULL OR other.id < t.id)))`;

export function mayHaveRows(db: Reader, id: TrackerId): boolean {
  return db.value<number>(`SELECT ${HAS_ROWS} FROM tracker t WHERE t.id = ?`, id) === 1;
}

/** This tracker and those that are where it is, or was; the one that has rows comes last. */
export function rowsAtPlace(
  db: Reader,
  { id, rootId, relativePath }: Pick<TrackerRecord, 'id' | 'rootId' | 'relativePath'>,
): { readonly id: TrackerId; readonly hasRows: 0 | 1 }[] {
  return db.all(
    `SELECT t.id, ${HAS_ROWS} AS hasRows FROM tracker t WHERE t.id = ? OR (t.root = ? AND t.path = ?) ORDER BY hasRows, t.id`,
    id,
    rootId,
    relativePath,
  );
}

export function writeTrackerReading(
  db: Writer,
  id: TrackerId,
  reading: TrackerReading,
  counts: StateCounts,
): void {
  db.run(
    `UPDATE tracker SET revision_id = ?, sequence = ?, profile = ?, mapping = ?, hash = ?, changed_at = ?, last_updated = ?, last_verified = ?, owner = ?,
       recognised = ?, planned = ?, active = ?, review = ?, blocked = ?, done = ?, locked = ?, dropped = ?, unknown = ?
     WHERE id = ?`,
    reading.revisionId,
    reading.sequence,
    reading.profile,
    reading.mapping,
    reading.hash,
    reading.changedAt,
    reading.lastUpdated,
    reading.lastVerified,
    reading.owner,
    reading.recognised,
    counts.planned,
    counts.active,
    counts.review,
    counts.blocked,
    counts.done,
    counts.locked,
    counts.dropped,
    counts.unknown,
    id,
  );
}

/** The time of its current text became known better. */
export function writeTrackerChangedAt(db: Writer, id: TrackerId, at: number): void {
  db.run('UPDATE tracker SET changed_at = ? WHERE id = ?', at, id);
}

/** What its text says beside items. */
export function deleteProse(db: Writer, id: TrackerId): void {
  for (const table of ['section', 'log_entry', 'tracker_outline']) {
    db.run(`DELETE FROM ${table} WHERE tracker_id = ?`, id);
  }
}

/** Its texts go on in another tracker's history; nothing of it is shown any more. */
export function absorbTracker(db: Writer, id: TrackerId, by: RevisionId): void {
  db.run(
    `UPDATE tracker SET absorbed_by = min(coalesce(absorbed_by, ?), ?), revision_id = NULL, hash = NULL, sequence = 0,
       profile = NULL, mapping = NULL, changed_at = added_at, last_updated = NULL, last_verified = NULL, owner = NULL,
       recognised = '{}', planned = 0, active = 0, review = 0, blocked = 0, done = 0, locked = 0, dropped = 0, unknown = 0
     WHERE id = ?`,
    by,
    by,
    id,
  );
}
