import type { DueRow } from '../../core/domain/trackers/rows/schedule-rows.ts';
import type { ChangeSource } from '../../core/domain/trackers/text/change-words.ts';
import type { ItemState } from '../../core/domain/trackers/vocabulary/states.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { HISTORY_SOURCE, REVISION_ACTOR } from '../records/item-history.ts';
import { OPEN_DUE } from './open-due.ts';
import { daysBetween } from './tracker-list.ts';

/** For what an index has by date: the trackers removed are few. */
const NOT_REMOVED = 'tracker_id NOT IN (SELECT id FROM tracker WHERE removed_at IS NOT NULL)';
const LIVE = 'tracker_id IN (SELECT id FROM tracker WHERE removed_at IS NULL)';

/** Open items by date. The inner query finds them in an index alone; only those shown are read whole. */
function openByDue(
  read: Reader,
  today: string,
  where: string,
  bind: readonly string[],
  limit: number,
): DueRow[] {
  const rows = read.all<Omit<DueRow, 'daysLeft'>>(
    `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.title, i.due, i.state, i.status
     FROM (SELECT n, due, tracker_id FROM item WHERE ${NOT_REMOVED} AND ${OPEN_DUE} AND ${where}
           ORDER BY due, tracker_id, n LIMIT ?) f
     JOIN item i ON i.n = f.n JOIN tracker t ON t.id = i.tracker_id ORDER BY f.due, f.tracker_id, f.n`,
    ...bind,
    limit,
  );
  return rows.map((row) => ({ ...row, daysLeft: daysBetween(today, row.due) }));
}

/** Open items due up to an ISO date, that day included, longest overdue first. */
export function dueUntil(read: Reader, today: string, until: string, limit: number): DueRow[] {
  return openByDue(read, today, 'due <= ?', [until], limit);
}

/** How many open items are overdue, and how many are due from today to an ISO date, that day included. */
export function countDue(read: Reader, today: string, until: string): { late: number; ahead: number } {
  const counts = read.get<{ late: number | null; ahead: number | null }>(
    `SELECT sum(due < ?) AS late, sum(due >= ?) AS ahead FROM item WHERE ${LIVE} AND ${OPEN_DUE} AND due <= ?`,
    today,
    today,
    until,
  );
  return { late: counts?.late ?? 0, ahead: counts?.ahead ?? 0 };
}

/** Open items whose date has passed, longest overdue first. */
export function overdue(read: Reader, today: string, limit: number): DueRow[] {
  return openByDue(read, today, 'due < ?', [today], limit);
}

export interface BlockedItem {
  readonly id: ItemId;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  readonly title: string;
  readonly status: string | null;
  readonly owner: string | null;
  readonly due: string | null;
  readonly changedAt: number;
}

/** What is late already is told as late. */
const BLOCKED_IN_TIME = `state = 'blocked' AND (due IS NULL OR due >= ? OR deferred <> 0)`;
const BLOCKED_WITH_DATE = `state = 'blocked' AND +due IS NOT NULL AND (due >= ? OR deferred <> 0)`;
const BLOCKED_WITHOUT = `state = 'blocked' AND due IS NULL`;

/** Blocked items that are not overdue. */
export function countBlocked(read: Reader, today: string): number {
  return (
    read.value<number>(`SELECT count(*) FROM item WHERE ${NOT_REMOVED} AND ${BLOCKED_IN_TIME}`, today) ?? 0
  );
}

/** Blocked items that are not overdue, those with a date first. */
export function blockedItems(read: Reader, today: string, limit: number): BlockedItem[] {
  const first = (which: string) =>
    `SELECT n, due, tracker_id FROM item WHERE ${NOT_REMOVED} AND ${which} ORDER BY due, tracker_id, n LIMIT ?`;
  return read.all<BlockedItem>(
    `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.title, i.status, i.owner, i.due,
       i.changed_at AS changedAt
     FROM (SELECT * FROM (${first(BLOCKED_WITH_DATE)}) UNION ALL SELECT * FROM (${first(BLOCKED_WITHOUT)})) f
     JOIN item i ON i.n = f.n JOIN tracker t ON t.id = i.tracker_id
     ORDER BY f.due IS NULL, f.due, f.tracker_id, f.n LIMIT ?`,
    today,
    limit,
    limit,
    limit,
  );
}

export interface RecentChange {
  readonly id: string;
  readonly at: number;
  readonly actor: string | null;
  readonly source: ChangeSource;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  /** Null when the item is gone by now. */
  readonly itemId: ItemId | null;
  readonly title: string;
  /** Field name; `:item` for the item's own coming and going. */
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly state: ItemState | null;
}

/** The last changes of items anywhere, newest first: what a sentence about each is made of. */
export function recentChanges(read: Reader, limit: number): RecentChange[] {
  return read.all<RecentChange>(
    `SELECT h.item_id || ':' || h.revision_id || ':' || h.field AS id, r.at, ${REVISION_ACTOR} AS actor,
       ${HISTORY_SOURCE} AS source, h.tracker_id AS trackerId, t.name AS trackerName, i.id AS itemId, h.title, h.field,
       h.label, h.before, h.after, i.state
     FROM revision r CROSS JOIN item_history h ON h.revision_id = r.id
     JOIN tracker t ON t.id = h.tracker_id AND t.removed_at IS NULL
     LEFT JOIN item i ON i.id = h.item_id LEFT JOIN actor a ON a.id = r.actor_id
     ORDER BY r.at DESC, r.depth DESC, r.id, h.item_id, h.field LIMIT ?`,
    limit,
  );
}

export interface RecentRevision {
  readonly id: string;
  readonly at: number;
  readonly actor: string | null;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  readonly sequence: number;
  readonly cause: string;
  readonly summary: string;
}

/** The last texts of any tracker, newest first, each with its one-sentence summary. */
export function recentRevisions(read: Reader, limit: number): RecentRevision[] {
  return read.all<RecentRevision>(
    `SELECT 'rev:' || r.tracker_id || ':' || r.sequence AS id, r.at, coalesce(a.name, r.actor_id) AS actor,
       r.tracker_id AS trackerId, t.name AS trackerName, r.sequence, r.cause, r.summary
     FROM revision r JOIN tracker t ON t.id = r.tracker_id AND t.removed_at IS NULL
     LEFT JOIN actor a ON a.id = r.actor_id ORDER BY r.at DESC, r.sequence DESC LIMIT ?`,
    limit,
  );
}
