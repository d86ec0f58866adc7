import type { LogRow } from '../../core/domain/trackers/rows/log-row.ts';
import type { ChangeSource } from '../../core/domain/trackers/text/change-words.ts';
import { parseHlc } from '../../core/kernel/hlc.ts';
import type { TrackerId } from '../../core/kernel/ids.ts';
import { localDay } from '../../core/kernel/time.ts';
import type { Reader } from '../handle.ts';
import { HISTORY_SOURCE, REVISION_ACTOR, versionSentences } from '../records/item-history.ts';

/** The documents' own change logs and the changes seen here, newest first. */
export function trackerLog(
  read: Reader,
  { trackerId, limit }: { readonly trackerId: TrackerId | null; readonly limit: number },
  me: string | null = null,
): { readonly rows: LogRow[]; readonly total: number } {
  const moves = placesGiven(read, trackerId);
  const rows = [
    ...documentEntries(read, trackerId, limit),
    ...changesSeen(read, trackerId, limit, me),
    ...moves,
  ];
  const total =
    moves.length +
    (read.value<number>(`SELECT count(*) FROM log_entry x ${LIVE}`, trackerId, trackerId) ?? 0) +
    (read.value<number>(`SELECT count(*) FROM revision x ${LIVE}`, trackerId, trackerId) ?? 0);
  return { rows: rows.toSorted(newestFirst).slice(0, limit), total };
}

const LIVE = `JOIN tracker t ON t.id = x.tracker_id AND t.removed_at IS NULL WHERE (? IS NULL OR x.tracker_id = ?)`;

function documentEntries(read: Reader, trackerId: TrackerId | null, limit: number): LogRow[] {
  return read.all<LogRow>(
    `SELECT 'log:' || x.tracker_id || ':' || x.ordinal AS id, x.tracker_id AS trackerId, t.name AS trackerName, x.date,
       x.text, 'document' AS source, NULL AS at, x.line, NULL AS actor
     FROM log_entry x ${LIVE} ORDER BY x.date DESC NULLS LAST, x.tracker_id, x.ordinal LIMIT ?`,
    trackerId,
    trackerId,
    limit,
  );
}

function changesSeen(read: Reader, trackerId: TrackerId | null, limit: number, me: string | null): LogRow[] {
  const told = versionSentences(read, me);
  const rows = read.all<LogRow & { at: number; revisionId: string; how: ChangeSource }>(
    `SELECT 'rev:' || r.tracker_id || ':' || r.sequence AS id, r.tracker_id AS trackerId, t.name AS trackerName,
       NULL AS date, r.summary AS text, CASE WHEN r.cause IN ('outside', 'outside-unseen', 'merge') THEN 'outside' ELSE 'here' END AS source,
       r.at, NULL AS line, ${REVISION_ACTOR} AS actor, r.id AS revisionId, ${HISTORY_SOURCE} AS how
     FROM revision r LEFT JOIN actor a ON a.id = r.actor_id ${LIVE.replaceAll('x.', 'r.')}
     ORDER BY r.at DESC, r.sequence DESC LIMIT ?`,
    trackerId,
    trackerId,
    limit,
  );
  return rows.map(({ revisionId, how, ...row }) => {
    // What came together says more than the values it left.
    const sentence = how === 'merge' ? null : told(revisionId, { source: how, actor: row.actor });
    return { ...row, date: localDay(row.at), text: sentence ?? row.text };
  });
}

/** Where its file went since it was imported: no text of it changed. */
function placesGiven(read: Reader, trackerId: TrackerId | null): LogRow[] {
  const rows = read.all<
    Omit<LogRow, 'at' | 'date' | 'text'> & { readonly hlc: string; readonly path: string }
  >(
    `SELECT * FROM (
       SELECT 'op:' || o.id AS id, t.id AS trackerId, t.name AS trackerName, 'here' AS source, NULL AS line, o.hlc,
         coalesce(a.name, o.actor_id) AS actor, o.patch ->> '$.d.path.value' AS path,
         row_number() OVER (PARTITION BY t.id ORDER BY o.hlc) AS nth
       FROM tracker t JOIN op o ON o.entity_kind = 'tracker' AND o.entity_id = t.id
       LEFT JOIN actor a ON a.id = o.actor_id
       WHERE t.removed_at IS NULL AND (? IS NULL OR t.id = ?) AND o.patch -> '$.d.path' IS NOT NULL
     ) WHERE nth > 1 AND path IS NOT NULL`,
    trackerId,
    trackerId,
  );
  return rows.map(({ hlc, path, id, trackerName, source, line, actor, trackerId: of }) => {
    const at = parseHlc(hlc)?.millis ?? 0;
    const text = `Its file is ${path} from then on.`;
    return { id, trackerId: of, trackerName, source, line, actor, at, date: localDay(at), text };
  });
}

/** By day; within a day what was seen here by time, then the document's lines in their order; undated lines last. */
function newestFirst(a: LogRow, b: LogRow): number {
  if (a.date !== b.date) {
    if (a.date === null) return 1;
    return b.date === null || a.date > b.date ? -1 : 1;
  }
  return (b.at ?? 0) - (a.at ?? 0);
}
