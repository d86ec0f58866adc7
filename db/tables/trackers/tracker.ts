import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { TrackerReading, TrackerRecord } from '../../records/tracker.ts';

export function putTrackerRecord(db: Writer, row: TrackerRecord): void {
  db.run(
    `INSERT INTO tracker (id, name, profile, mapping, root, path, sample, added_at, removed_at, changed_at, recognised)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, profile = excluded.profile, mapping = excluded.mapping,
       root = excluded.root, path = excluded.path, sample = excluded.sample, removed_at = excluded.removed_at`,
    row.id,
    row.name,
    row.profile,
    row.mapping,
    row.rootId,
    row.relativePath,
    row.sample,
    row.addedAt,
    row.removedAt,
    row.addedAt,
  );
}

/**
 * Devices that imported the same file before they met know it as several trackers. Of those in use at one place the
 * smallest id is shown and the others are joined into it. Answers the ids that this changed.
 */
export function joinTrackersAt(
  db: Writer,
  place: Pick<TrackerRecord, 'rootId' | 'relativePath'>,
): TrackerId[] {
  const { rootId, relativePath } = place;
  if (rootId === null || relativePath === null) return [];
  const at = db.all<{
    readonly id: TrackerId;
    readonly joinedInto: TrackerId | null;
    readonly removed: 0 | 1;
  }>(
    `SELECT id, joined_into AS joinedInto, removed_at IS NOT NULL AS removed FROM tracker
     WHERE root = ? AND path = ? ORDER BY id`,
    rootId,
    relativePath,
  );
  const shown = at.find(({ removed }) => removed === 0)?.id ?? null;
  const changed = at.filter(({ id, joinedInto, removed }) => {
    const into = removed === 1 || id === shown ? null : shown;
    if (into !== joinedInto) db.run('UPDATE tracker SET joined_into = ? WHERE id = ?', into, id);
    return into !== joinedInto;
  });
  return changed.map(({ id }) => id);
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
