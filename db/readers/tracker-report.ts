import type { Counted, ReportedItem } from '../../core/domain/trackers/report/tracker-report.ts';
import { MOST_ROWS } from '../../core/domain/trackers/report/tracker-report.ts';
import {
  type ChangeMaker,
  changeSentence,
  type WordedChange,
} from '../../core/domain/trackers/text/change-words.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { HISTORY_SOURCE, REVISION_ACTOR } from '../records/item-history.ts';
import { OPEN_DUE } from './open-due.ts';

export interface ReportedItems {
  readonly late: Counted<ReportedItem>;
  readonly next: Counted<ReportedItem>;
  readonly blocked: Counted<ReportedItem>;
}

/** The items of one tracker that a report names, seen from an ISO date. */
export function reportedItems(read: Reader, trackerId: TrackerId, today: string): ReportedItems {
  const items = (where: string, ...bind: string[]): Counted<ReportedItem> => ({
    rows: read.all<ReportedItem>(
      `SELECT title, status, owner, due FROM item WHERE tracker_id = ? AND ${where} ORDER BY due IS NULL, due, n LIMIT ?`,
      trackerId,
      ...bind,
      MOST_ROWS,
    ),
    total:
      read.value<number>(`SELECT count(*) FROM item WHERE tracker_id = ? AND ${where}`, trackerId, ...bind) ??
      0,
  });
  return {
    late: items(`${OPEN_DUE} AND due < ?`, today),
    next: items(`${OPEN_DUE} AND due >= ?`, today),
    blocked: items("state = 'blocked'"),
  };
}

/** What changed in its items since a moment, the newest first, told to nobody in particular. */
export function reportedChanges(
  read: Reader,
  trackerId: TrackerId,
  since: number,
): Counted<{ readonly at: number; readonly sentence: string }> {
  const from = `FROM revision r JOIN item_history h ON h.revision_id = r.id LEFT JOIN actor a ON a.id = r.actor_id
     WHERE h.tracker_id = ? AND r.tracker_id = h.tracker_id AND r.at >= ? AND r.cause <> 'import'`;
  const rows = read.all<WordedChange & ChangeMaker & { at: number; title: string }>(
    `SELECT r.at, h.title, h.field, h.label, h.before, h.after, ${HISTORY_SOURCE} AS source,
       ${REVISION_ACTOR} AS actor
     ${from} ORDER BY r.at DESC, r.depth DESC, r.id, h.item_id, h.field LIMIT ?`,
    trackerId,
    since,
    MOST_ROWS,
  );
  const total = read.value<number>(`SELECT count(*) ${from}`, trackerId, since) ?? 0;
  return { total, rows: rows.map((row) => ({ at: row.at, sentence: changeSentence(row, row.title, null) })) };
}
