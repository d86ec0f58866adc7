import type { Writer } from '../../handle.ts';
import type { TrackerFileRow } from '../../records/tracker-file.ts';

export function putTrackerFile(db: Writer, row: TrackerFileRow): void {
  db.run(
    `INSERT INTO tracker_file (tracker_id, state, note, checked_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, note = excluded.note, checked_at = excluded.checked_at`,
    row.trackerId,
    row.state,
    row.note,
    row.checkedAt,
  );
}
