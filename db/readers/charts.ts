import type { OwnerLoad, SlippedRow, TimelineRow } from '../../core/domain/trackers/rows/schedule-rows.ts';
import { NO_COUNTS, type StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import { ItemState, isOpen } from '../../core/domain/trackers/vocabulary/states.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { OPEN_STATES_SQL } from './open-due.ts';
import { countsOf, daysBetween } from './tracker-list.ts';

export interface DayCounts {
  /** ISO date (UTC). */
  readonly day: string;
  readonly counts: StateCounts;
}

/**
 * Rows of one tracker, or of all that are in use. An index on what is asked serves the latter better than one by tracker,
 * which `NOT IN` keeps SQLite from taking; and the removed ones, which it looks each row up in, are few.
 */
function scope(
  trackerId: TrackerId | null,
  column: string,
): { readonly sql: string; readonly bind: readonly string[] } {
  return trackerId === null
    ? { sql: `${column} NOT IN (SELECT id FROM tracker WHERE removed_at IS NOT NULL)`, bind: [] }
    : { sql: `${column} = ?`, bind: [trackerId] };
}

type StateDay = StateCounts & { readonly trackerId: string; readonly day: string };

/**
 * How many items stood in each state at the end of each day on which something changed, oldest first: of a tracker, in
 * the last revision of that day. For the whole workspace a tracker counts with its last known day until its next. Days are
 * those of this machine's calendar, as "today" is.
 */
export function stateDays(read: Reader, trackerId: TrackerId | null): DayCounts[] {
  const { sql, bind } = scope(trackerId, 'r.tracker_id');
  const rows = read.all<StateDay>(
    `SELECT trackerId, day, planned, active, review, blocked, done, locked, dropped, unknown FROM (
       SELECT r.tracker_id AS trackerId, date(r.at / 1000, 'unixepoch', 'localtime') AS day, r.planned, r.active, r.review, r.blocked,
         r.done, r.locked, r.dropped, r.unknown, row_number() OVER (
           PARTITION BY r.tracker_id, date(r.at / 1000, 'unixepoch', 'localtime') ORDER BY r.at DESC, r.depth DESC, r.id DESC
         ) AS place
       FROM revision r WHERE ${sql})
     WHERE place = 1 ORDER BY day, trackerId`,
    ...bind,
  );
  const latest = new Map<string, StateCounts>();
  const sum = { ...NO_COUNTS };
  const days: DayCounts[] = [];
  for (const row of rows) {
    const counts = countsOf(row);
    add(sum, counts, 1);
    add(sum, latest.get(row.trackerId) ?? NO_COUNTS, -1);
    latest.set(row.trackerId, counts);
    if (days.at(-1)?.day === row.day) days.pop();
    days.push({ day: row.day, counts: { ...sum } });
  }
  return days;
}

function add(sum: StateCounts, counts: StateCounts, sign: 1 | -1): void {
  for (const state of ItemState.options) sum[state] += sign * counts[state];
}

export interface DateMove {
  readonly itemId: ItemId;
  readonly trackerId: TrackerId;
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

const ISO_GLOB = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'";

/** Every time a date of an item moved, oldest first. */
export function dateMoves(read: Reader, trackerId: TrackerId | null): DateMove[] {
  const { sql, bind } = scope(trackerId, 'h.tracker_id');
  return read.all<DateMove>(
    `SELECT h.item_id AS itemId, h.tracker_id AS trackerId, r.at, h.before, h.after
     FROM item_history h JOIN revision r ON r.id = h.revision_id
     WHERE ${sql} AND h.before ${ISO_GLOB} AND h.after ${ISO_GLOB}
     ORDER BY r.at, r.depth, r.id, h.item_id`,
    ...bind,
  );
}

/** How many items are due on each day, earliest first; what was dropped or has no status is not counted. */
export function dueDays(
  read: Reader,
  trackerId: TrackerId | null,
): { readonly day: string; readonly count: number }[] {
  const { sql, bind } = scope(trackerId, 'tracker_id');
  return read.all(
    `SELECT due AS day, count(*) AS count FROM item
     WHERE ${sql} AND due IS NOT NULL AND state IS NOT NULL AND state <> 'dropped' GROUP BY due ORDER BY due`,
    ...bind,
  );
}

/**
 * Items with a date, earliest first, and how many there are: above `limit` those nearest to `today`. A lane is a section
 * of the tracker; over the whole workspace, a tracker.
 */
export function timeline(
  read: Reader,
  {
    trackerId,
    today,
    limit,
  }: { readonly trackerId: TrackerId | null; readonly today: string; readonly limit: number },
): { readonly rows: TimelineRow[]; readonly total: number } {
  const { sql, bind } = scope(trackerId, 'tracker_id');
  const side = (from: string, order: string) =>
    `SELECT * FROM (SELECT n, due FROM item WHERE ${sql} AND ${from} ORDER BY due ${order}, n LIMIT ?)`;
  const total =
    read.value<number>(`SELECT count(*) FROM item WHERE ${sql} AND due IS NOT NULL`, ...bind) ?? 0;
  const rows = read.all<
    Omit<TimelineRow, 'dependsOn' | 'slipDays'> & { dependsOn: string; firstSeen: string | null }
  >(
    `SELECT i.id, i.tracker_id AS trackerId, i.title,
       ${trackerId === null ? 't.name' : "coalesce(nullif(s.title, ''), t.name)"} AS lane, i.state, i.start, i.due,
       nullif(i.first_due, i.due) AS firstDue, i.first_due AS firstSeen, i.depends_on AS dependsOn
     FROM (SELECT n FROM (${side('due >= ?', 'ASC')} UNION ALL ${side('due < ?', 'DESC')})
           ORDER BY abs(julianday(due) - julianday(?)), n LIMIT ?) f
     JOIN item i ON i.n = f.n JOIN tracker t ON t.id = i.tracker_id
     LEFT JOIN section s ON s.tracker_id = i.tracker_id AND s.ordinal = i.section
     ORDER BY i.due, t.added_at, i.position, i.n`,
    ...bind,
    today,
    limit,
    ...bind,
    today,
    limit,
    today,
    limit,
  );
  return {
    rows: rows.map(({ firstSeen, dependsOn, ...row }) => {
      const ids: ItemId[] = JSON.parse(dependsOn);
      return { ...row, dependsOn: ids, slipDays: firstSeen === null ? 0 : daysBetween(firstSeen, row.due) };
    }),
    total,
  };
}

/** Items whose date lies later than the first one seen, worst first, and how many there are. */
export function slipped(
  read: Reader,
  trackerId: TrackerId | null,
  limit: number,
): { readonly rows: SlippedRow[]; readonly total: number } {
  const { sql, bind } = scope(trackerId, 'i.tracker_id');
  const moved = `FROM item i JOIN tracker t ON t.id = i.tracker_id WHERE ${sql} AND i.due > i.first_due`;
  const rows = read.all<Omit<SlippedRow, 'days'>>(
    `SELECT i.id, i.tracker_id AS trackerId, t.name AS trackerName, i.title, i.first_due AS firstDue, i.due, i.state
     ${moved} ORDER BY julianday(i.due) - julianday(i.first_due) DESC, i.n LIMIT ?`,
    ...bind,
    limit,
  );
  return {
    rows: rows.map((row) => ({ ...row, days: daysBetween(row.firstDue, row.due) })),
    total: read.value<number>(`SELECT count(*) ${moved}`, ...bind) ?? 0,
  };
}

/** What each owner has, busiest first. `today` is an ISO date. */
export function ownerLoad(read: Reader, trackerId: TrackerId | null, today: string): OwnerLoad[] {
  const { sql, bind } = scope(trackerId, 'tracker_id');
  const late = `due < ? AND deferred = 0 AND state IN ${OPEN_STATES_SQL}`;
  const rows = read.all<{ owner: string; state: ItemState; count: number; overdue: number }>(
    trackerId === null
      ? // Only the late ones are looked at twice: of many items that is less than asking each whether it is late.
        `SELECT owner, state, count,
           (SELECT count(*) FROM item WHERE ${sql} AND owner = own.owner AND state = own.state AND ${late}) AS overdue
         FROM (SELECT owner, state, count(*) AS count FROM item
               WHERE ${sql} AND owner IS NOT NULL AND state IS NOT NULL GROUP BY owner, state) own`
      : `SELECT owner, state, count(*) AS count, sum(due IS NOT NULL AND ${late}) AS overdue
         FROM item WHERE owner IS NOT NULL AND state IS NOT NULL AND ${sql} GROUP BY owner, state`,
    today,
    ...bind,
  );
  const owners = new Map<string, OwnerLoad>();
  for (const { owner, state, count, overdue } of rows) {
    const own = owners.get(owner) ?? { owner, counts: { ...NO_COUNTS }, open: 0, overdue: 0 };
    own.counts[state] += count;
    if (isOpen(state)) own.open += count;
    own.overdue += overdue;
    owners.set(owner, own);
  }
  return [...owners.values()].toSorted((a, b) => b.open - a.open || (a.owner < b.owner ? -1 : 1));
}
