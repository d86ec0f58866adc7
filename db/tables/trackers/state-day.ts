import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { Writer } from '../../handle.ts';

export type StateDay = StateCounts & { readonly trackerId: string; readonly day: string };

export function putStateDay(db: Writer, trackerId: string, day: string, counts: StateCounts): void {
  db.run(
    `INSERT INTO state_day (tracker_id, day, planned, active, review, blocked, done, locked, dropped)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET planned = excluded.planned, active = excluded.active, review = excluded.review,
       blocked = excluded.blocked, done = excluded.done, locked = excluded.locked, dropped = excluded.dropped`,
    trackerId,
    day,
    counts.planned,
    counts.active,
    counts.review,
    counts.blocked,
    counts.done,
    counts.locked,
    counts.dropped,
  );
}
