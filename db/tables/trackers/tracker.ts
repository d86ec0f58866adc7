import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { TrackerReading, TrackerRecord } from '../../records/tracker.ts';

export function putTrackerRecord(db: Writer, row: TrackerRecord): void {
  db.run(
    `INSERT INTO tracker (id, name, path, sample, added_at, removed_at, changed_at, recognised)
     VALUES (?, ?, ?, ?, ?, ?, ?, '{}')
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, path = excluded.path, sample = excluded.sample,
       added_at = excluded.added_at, removed_at = excluded.removed_at,
       changed_at = CASE WHEN tracker.revision_id IS NULL THEN excluded.added_at ELSE tracker.changed_at END`,
    row.id,
    row.name,
    row.path,
    row.sample,
    row.addedAt,
    row.removedAt,
    row.addedAt,
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
       recognised = ?, planned = ?, active = ?, review = ?, blocked = ?, done = ?, locked = ?, dropped = ?
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
    id,
  );
}

/** The time of its current text became known better. */
export function writeTrackerChangedAt(db: Writer, id: TrackerId, at: number): void {
  db.run('UPDATE tracker SET changed_at = ? WHERE id = ?', at, id);
}

/** Its texts go on in another tracker's history; nothing of it is shown any more. */
export function absorbTracker(db: Writer, id: TrackerId, by: RevisionId): void {
  for (const table of ['section', 'log_entry', 'tracker_outline']) {
    db.run(`DELETE FROM ${table} WHERE tracker_id = ?`, id);
  }
  db.run(
    `UPDATE tracker SET absorbed_by = min(coalesce(absorbed_by, ?), ?), revision_id = NULL, hash = NULL, sequence = 0,
       profile = NULL, mapping = NULL, changed_at = added_at, last_updated = NULL, last_verified = NULL, owner = NULL,
       recognised = '{}', planned = 0, active = 0, review = 0, blocked = 0, done = 0, locked = 0, dropped = 0
     WHERE id = ?`,
    by,
    by,
    id,
  );
}
