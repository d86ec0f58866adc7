import type { TrackerId } from '../../core/kernel/ids.ts';
import type { ChangeCollector } from '../changes.ts';
import type { Reader, Writer } from '../handle.ts';
import { readTracker, type TrackerRow } from '../records/tracker.ts';
import {
  type DocKind,
  deleteDoc,
  docsOf,
  indexItem,
  putDoc,
  type SearchDoc,
  unindexItem,
  unindexTask,
} from '../tables/search.ts';
import { readLogEntries } from '../tables/trackers/log-entry.ts';
import { readSections } from '../tables/trackers/section.ts';

/** Brings the index to what the transaction changed, as its last step. New tasks are added later: `indexNewTasks`. */
export function indexChanges(db: Writer, changes: ChangeCollector): void {
  const { items, prose } = changes;
  for (const n of items.removed) unindexItem(db, n);
  for (const n of items.reworded) {
    const row = itemText(db, n);
    if (row === null) unindexItem(db, n);
    else indexItem(db, n, row.title, row.haystack);
  }
  for (const seq of changes.removedTasks) unindexTask(db, seq);
  for (const [trackerId, kinds] of prose) {
    const tracker = readTracker(db, trackerId);
    if (tracker === null) continue;
    for (const kind of kinds) replaceDocs(db, tracker, kind);
    if (kinds.has('tracker')) followRemoval(db, tracker);
  }
}

function itemText(db: Reader, n: number): { title: string; haystack: string } | null {
  return db.get<{ title: string; haystack: string }>(
    `SELECT title, haystack FROM item i WHERE n = ? AND place_of IS NULL
       AND (SELECT removed_at FROM tracker t WHERE t.id = i.tracker_id) IS NULL`,
    n,
  );
}

/** Writes only documents whose text differs. A tracker taken out of the workspace, or shown as part of another, has none. */
function replaceDocs(db: Writer, tracker: TrackerRow, kind: DocKind): void {
  const stored = new Map(docsOf(db, tracker.id, kind).map((doc) => [doc.ref, doc]));
  const { removedAt, joinedInto, absorbedBy } = tracker;
  const docs =
    removedAt === null && joinedInto === null && absorbedBy === null ? docsFor(db, tracker, kind) : [];
  for (const doc of docs) {
    const before = stored.get(doc.ref);
    stored.delete(doc.ref);
    if (before?.title !== doc.title || before.body !== doc.body) putDoc(db, doc);
  }
  for (const ref of stored.keys()) deleteDoc(db, { kind, ref });
}

function docsFor(db: Reader, tracker: TrackerRow, kind: DocKind): SearchDoc[] {
  return DOCS[kind](db, tracker);
}

const DOCS: Readonly<Record<DocKind, (db: Reader, tracker: TrackerRow) => SearchDoc[]>> = {
  tracker: (_db, { id, name, path }) => [
    { kind: 'tracker', ref: id, trackerId: id, title: name, body: path ?? '' },
  ],
  section: (db, { id }) =>
    readSections(db, id).map(({ ordinal, path, title, prose }) => ({
      kind: 'section',
      ref: `${id}#${ordinal}`,
      trackerId: id,
      title: title === '' ? path : title,
      body: prose,
    })),
  log: (db, { id }) =>
    readLogEntries(db, id).map(({ ordinal, date, text }) => ({
      kind: 'log',
      ref: `${id}#${ordinal}`,
      trackerId: id,
      title: date ?? '',
      body: text,
    })),
  finding: (db, { id }) =>
    db.all<SearchDoc>(
      `SELECT 'finding' AS kind, f.id AS ref, p.tracker_id AS trackerId, f.title, f.explanation AS body
       FROM finding f JOIN finding_place p ON p.finding_id = f.id AND p.ordinal = 0 WHERE p.tracker_id = ?`,
      id,
    ),
};

/** Items of a removed tracker leave the index, those of a restored one come back. */
function followRemoval(db: Writer, tracker: TrackerRow): void {
  const probe = db.value<number>(
    `SELECT s.rowid FROM item i JOIN search s ON s.rowid = i.n * 2 WHERE i.tracker_id = ? LIMIT 1`,
    tracker.id,
  );
  const isIndexed = probe !== null;
  if (isIndexed === (tracker.removedAt === null)) return;
  for (const { n, title, haystack } of textsOf(db, tracker.id)) {
    if (tracker.removedAt === null) indexItem(db, n, title, haystack);
    else unindexItem(db, n);
  }
}

function textsOf(db: Reader, trackerId: TrackerId) {
  return db.all<{ n: number; title: string; haystack: string }>(
    'SELECT n, title, haystack FROM item WHERE tracker_id = ? AND place_of IS NULL',
    trackerId,
  );
}
