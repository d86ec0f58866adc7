import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { TrackerReading, TrackerRecord } from '../../records/tracker.ts';

export function putTrackerRecord(db: Writer, row: TrackerRecord): void {
  db.run(
    `INSERT INTO tracker (id, name, profile, mapping, path, sample, added_at, removed_at, changed_at, recognised)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, profile = excluded.profile, mapping = excluded.mapping,
       path = excluded.path, sample = excluded.sample, removed_at = excluded.removed_at`,
    row.id,
    row.name,
    row.profile,
    row.mapping,
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
    `UPDATE tracker SET sequence = ?, hash = ?, changed_at = ?, last_updated = ?, last_verified = ?, owner = ?,
       recognised = ?, planned = ?, active = ?, review = ?, blocked = ?, done = ?, locked = ?, dropped = ?
     WHERE id = ?`,
    reading.sequence,
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
