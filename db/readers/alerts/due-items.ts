import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { OPEN_DUE } from '../open-due.ts';

export interface DueItem {
  readonly id: ItemId;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  readonly title: string;
  readonly status: string | null;
  readonly state: string | null;
  readonly due: string;
}

/** Open items due up to an ISO date, that day included, the longest overdue first. */
export function itemsDueUntil(db: Reader, until: string, limit: number): readonly DueItem[] {
  return db.all<DueItem>(
    `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.title, i.status, i.state, i.due
     FROM (SELECT n, due FROM item WHERE ${OPEN_DUE} AND due <= ?
             AND tracker_id NOT IN (SELECT id FROM tracker WHERE removed_at IS NOT NULL)
           ORDER BY due, tracker_id, n LIMIT ?) f
     JOIN item i ON i.n = f.n JOIN tracker t ON t.id = i.tracker_id ORDER BY f.due, i.id`,
    until,
    limit,
  );
}
