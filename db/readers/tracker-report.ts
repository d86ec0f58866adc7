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

/**
 * What is another value now than at a moment, the newest first, told to nobody in particular. What was changed and taken
 * back since is no change; what was changed more than once is told from its first value to its last.
 */
export function reportedChanges(
  read: Reader,
  trackerId: TrackerId,
  since: number,
): Counted<{ readonly at: number; readonly sentence: string }> {
  const changed = `WITH step AS (
      SELECT r.at, r.depth, r.id, h.item_id, h.title, h.field, h.label, h.after, ${HISTORY_SOURCE} AS source,
        ${REVISION_ACTOR} AS actor,
        first_value(h.before) OVER (value ORDER BY r.at, r.depth, r.id) AS before,
        count(*) OVER (PARTITION BY h.item_id, h.field) AS steps,
        row_number() OVER (value ORDER BY r.at DESC, r.depth DESC, r.id DESC) AS newest
      FROM revision r JOIN item_history h ON h.revision_id = r.id LEFT JOIN actor a ON a.id = r.actor_id
      WHERE h.tracker_id = ? AND r.tracker_id = h.tracker_id AND r.at >= ? AND r.cause NOT IN ('import', 'reading')
      WINDOW value AS (PARTITION BY h.item_id, h.field)
    ), change AS (SELECT * FROM step WHERE newest = 1 AND before IS NOT after)`;
  const rows = read.all<WordedChange & ChangeMaker & { at: number; title: string; steps: number }>(
    `${changed} SELECT at, title, field, label, before, after, source, actor, steps FROM change
     ORDER BY at DESC, depth DESC, id, item_id, field LIMIT ?`,
    trackerId,
    since,
    MOST_ROWS,
  );
  const total = read.value<number>(`${changed} SELECT count(*) FROM change`, trackerId, since) ?? 0;
  return { total, rows: rows.map((row) => ({ at: row.at, sentence: sentenceOf(row) })) };
}

/** Several steps together are no undo, even where the last of them was. */
function sentenceOf({
  steps,
  title,
  ...change
}: WordedChange & ChangeMaker & { readonly title: string; readonly steps: number }): string {
  const taken = change.source === 'undo' || change.source === 'redo';
  return changeSentence({ ...change, source: taken && steps > 1 ? 'here' : change.source }, title, null);
}
