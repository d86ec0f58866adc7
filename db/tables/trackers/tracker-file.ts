import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { TrackerFileRow } from '../../records/tracker-file.ts';

/** How the file was found; what it holds stays as it is known. */
export function putTrackerFile(db: Writer, row: Omit<TrackerFileRow, 'heldRevision'>): void {
  db.run(
    `INSERT INTO tracker_file (tracker_id, state, note, checked_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, note = excluded.note, checked_at = excluded.checked_at`,
    row.trackerId,
    row.state,
    row.note,
    row.checkedAt,
  );
}

export function putHeldRevision(
  db: Writer,
  trackerId: TrackerId,
  revisionId: RevisionId | null,
  now: number,
): void {
  db.run(
    `INSERT INTO tracker_file (tracker_id, state, note, checked_at, held_revision) VALUES (?, 'in-step', NULL, ?, ?)
     ON CONFLICT DO UPDATE SET held_revision = excluded.held_revision`,
    trackerId,
    now,
    revisionId,
  );
}
