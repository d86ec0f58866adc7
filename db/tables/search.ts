import type { Reader, Writer } from '../handle.ts';
import { indexText } from '../search-text.ts';
import { forgetFingerprint } from './derived.ts';

/** Digest of the index of a fixed log, see `PROJECTIONS_FINGERPRINT`; an index under another one is made again. */
export const SEARCH_FINGERPRINT = 'd1691e5d4b95b913';

/** Its fingerprint is the seq of the newest task in the index: tasks come in the order of their seqs. */
export const TASKS_INDEXED = 'search-tasks';

/** What is found of a tracker beside its items. */
export const DOC_KINDS = ['tracker', 'section', 'log', 'finding'] as const;
export type DocKind = (typeof DOC_KINDS)[number];

const SCHEMA = [
  'DROP TABLE IF EXISTS search',
  'DROP TABLE IF EXISTS search_doc',
  // Texts that have no row of their own with an integer name. Items are found by theirs.
  `CREATE TABLE search_doc (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN (${DOC_KINDS.map((kind) => `'${kind}'`).join(', ')})),
    ref TEXT NOT NULL,
    tracker_id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, ref)
  ) STRICT`,
  'CREATE INDEX search_doc_by_tracker ON search_doc (tracker_id, kind)',
  `CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2',
    content = '', contentless_delete = 1, prefix = '2 3')`,
];

export function createSearch(db: Writer): void {
  for (const sql of SCHEMA) db.run(sql);
  forgetFingerprint(db, TASKS_INDEXED);
}

export interface SearchDoc {
  readonly kind: DocKind;
  readonly ref: string;
  readonly trackerId: string;
  readonly title: string;
  readonly body: string;
}

/** Rows of the index: even for items (twice `n`), odd for documents (twice `id`, plus one), negative for tasks (`seq`). */
export function itemOfRow(row: number): number | null {
  return row > 0 && row % 2 === 0 ? row / 2 : null;
}

export function taskOfRow(row: number): number | null {
  return row < 0 ? -row : null;
}

export function indexTask(db: Writer, seq: number, title: string, body: string): void {
  db.run(
    'REPLACE INTO search (rowid, title, body) VALUES (?, ?, ?)',
    -seq,
    indexText(title),
    indexText(body),
  );
}

export function unindexTask(db: Writer, seq: number): void {
  db.run('DELETE FROM search WHERE rowid = ?', -seq);
}

export function indexItem(db: Writer, n: number, title: string, body: string): void {
  db.run(
    'REPLACE INTO search (rowid, title, body) VALUES (?, ?, ?)',
    n * 2,
    indexText(title),
    indexText(body),
  );
}

export function unindexItem(db: Writer, n: number): void {
  db.run('DELETE FROM search WHERE rowid = ?', n * 2);
}

export function putDoc(db: Writer, doc: SearchDoc): void {
  db.run(
    `INSERT INTO search_doc (kind, ref, tracker_id, title, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind, ref) DO UPDATE SET title = excluded.title, body = excluded.body`,
    doc.kind,
    doc.ref,
    doc.trackerId,
    doc.title,
    doc.body,
  );
  const id = db.value<number>('SELECT id FROM search_doc WHERE kind = ? AND ref = ?', doc.kind, doc.ref) ?? 0;
  db.run(
    'REPLACE INTO search (rowid, title, body) VALUES (?, ?, ?)',
    id * 2 + 1,
    indexText(doc.title),
    indexText(doc.body),
  );
}

export interface DocKey {
  readonly kind: DocKind;
  readonly ref: string;
}

export function deleteDoc(db: Writer, { kind, ref }: DocKey): void {
  db.run(
    'DELETE FROM search WHERE rowid = (SELECT id * 2 + 1 FROM search_doc WHERE kind = ? AND ref = ?)',
    kind,
    ref,
  );
  db.run('DELETE FROM search_doc WHERE kind = ? AND ref = ?', kind, ref);
}

export function docsOf(db: Reader, trackerId: string, kind: DocKind): SearchDoc[] {
  return db.all<SearchDoc>(
    'SELECT kind, ref, tracker_id AS trackerId, title, body FROM search_doc WHERE tracker_id = ? AND kind = ?',
    trackerId,
    kind,
  );
}
