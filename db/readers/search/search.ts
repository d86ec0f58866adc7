import type { TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { SearchHit } from '../../../core/domain/search-hit.ts';
import type { ItemState } from '../../../core/domain/trackers/vocabulary/states.ts';
import { fold } from '../../fold.ts';
import type { Reader } from '../../handle.ts';
import { matchQuery, searchTerms } from '../../search-text.ts';
import { type DocKind, itemOfRow, taskOfRow } from '../../tables/search.ts';
import { HUB_IN_ROUTE } from '../fleet/hubs.ts';
import { snippet } from './snippet.ts';

/** Above this many matches the words say too little for ranking to be worth reading them all. */
const RANKED = 4000;
const TITLE_WEIGHT = 8;

/** How much a kind counts beside the rank: the thing itself before texts that mention it. */
const KIND_WEIGHT: Readonly<Record<SearchHit['kind'], number>> = {
  tracker: 3,
  item: 1.5,
  task: 1.2,
  section: 1.2,
  finding: 1,
  log: 0.7,
};

/** Finds trackers, items, sections, log lines, findings and tasks. Every word must begin a word of the text. */
export function search(
  read: Reader,
  typed: string,
  limit: number,
): { readonly hits: SearchHit[]; readonly total: number } {
  const terms = searchTerms(typed);
  if (terms.length === 0) return { hits: [], total: 0 };
  const query = matchQuery(terms);
  const total = read.value<number>('SELECT count(*) FROM search WHERE search MATCH ?', query) ?? 0;
  const candidates = total > RANKED ? someMatches(read, query, limit) : rankedMatches(read, query, limit);
  const folded = fold(typed.trim());
  const scored = candidates
    .map(({ row, rank }) => {
      const found = hitOf(read, row, terms);
      // bm25 is smaller for better matches, so it is turned round; a title that is just what was typed comes first.
      return found === null
        ? null
        : { hit: found, score: -rank * KIND_WEIGHT[found.kind] + (fold(found.title) === folded ? 100 : 0) };
    })
    .filter((one) => one !== null)
    .toSorted((a, b) => b.score - a.score);
  return { hits: scored.slice(0, limit).map(({ hit }) => hit), total };
}

interface Match {
  readonly row: number;
  readonly rank: number;
}

function rankedMatches(read: Reader, query: string, limit: number): Match[] {
  return read.all<Match>(
    `SELECT rowid AS row, bm25(search, ${TITLE_WEIGHT}.0, 1.0) AS rank FROM search WHERE search MATCH ?
     ORDER BY rank LIMIT ?`,
    query,
    limit * 2,
  );
}

/** The newest rows whose title matches, then others: without reading every match. */
function someMatches(read: Reader, query: string, limit: number): Match[] {
  const inTitle = read.all<Match>(
    'SELECT rowid AS row, -2.0 AS rank FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?',
    `title : (${query})`,
    limit * 2,
  );
  if (inTitle.length >= limit * 2) return inTitle;
  const seen = new Set(inTitle.map(({ row }) => row));
  const anywhere = read.all<Match>(
    'SELECT rowid AS row, -1.0 AS rank FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?',
    query,
    limit * 2,
  );
  return [...inTitle, ...anywhere.filter(({ row }) => !seen.has(row))];
}

function hitOf(read: Reader, row: number, terms: readonly string[]): SearchHit | null {
  const seq = taskOfRow(row);
  if (seq !== null) return taskHit(read, seq, terms);
  const n = itemOfRow(row);
  return n === null ? documentHit(read, (row - 1) / 2, terms) : itemHit(read, n, terms);
}

function taskHit(read: Reader, seq: number, terms: readonly string[]): SearchHit | null {
  const row = read.get<{ id: string; inHub: string; title: string; body: string; status: TaskStatus }>(
    `SELECT t.id, ${HUB_IN_ROUTE('t')} AS inHub, t.title, t.status, e.payload ->> '$.d.spec.description' AS body
     FROM task t JOIN event e ON e.seq = t.seq WHERE t.seq = ?`,
    seq,
  );
  if (row === null) return null;
  return {
    kind: 'task',
    id: row.id,
    title: row.title,
    snippet: snippet(row.title, row.body, terms),
    where: `Task, ${row.status}`,
    state: null,
    route: `/tasks/${row.id}${row.inHub}`,
  };
}

function itemHit(read: Reader, n: number, terms: readonly string[]): SearchHit | null {
  const row = read.get<{
    id: string;
    title: string;
    body: string;
    state: ItemState | null;
    trackerId: string;
    trackerName: string;
    section: string;
  }>(
    `SELECT i.id, i.title, i.state, t.id AS trackerId, t.name AS trackerName, coalesce(s.title, '') AS section,
       (SELECT group_concat(json_extract(f.value, '$[4]'), ' · ') FROM json_each(i.fields) f
        WHERE json_extract(f.value, '$[4]') NOT IN ('', i.title)) AS body
     FROM item i JOIN tracker t ON t.id = i.tracker_id AND t.removed_at IS NULL AND t.joined_into IS NULL
     LEFT JOIN section s ON s.tracker_id = i.tracker_id AND s.ordinal = i.section WHERE i.n = ?`,
    n,
  );
  if (row === null) return null;
  return {
    kind: 'item',
    id: row.id,
    title: row.title,
    snippet: snippet(row.title, row.body ?? '', terms),
    where: row.section === '' ? row.trackerName : `${row.trackerName} › ${row.section}`,
    state: row.state,
    route: `/trackers/${row.trackerId}?item=${row.id}`,
  };
}

function documentHit(read: Reader, id: number, terms: readonly string[]): SearchHit | null {
  const row = read.get<{
    kind: DocKind;
    ref: string;
    title: string;
    body: string;
    trackerId: string;
    trackerName: string;
    line: number | null;
  }>(
    `SELECT d.kind, d.ref, d.title, d.body, d.tracker_id AS trackerId, t.name AS trackerName,
       coalesce(s.line, l.line) AS line
     FROM search_doc d JOIN tracker t ON t.id = d.tracker_id AND t.removed_at IS NULL AND t.joined_into IS NULL
     LEFT JOIN section s ON d.kind = 'section' AND d.ref = s.tracker_id || '#' || s.ordinal AND s.tracker_id = t.id
     LEFT JOIN log_entry l ON d.kind = 'log' AND d.ref = l.tracker_id || '#' || l.ordinal AND l.tracker_id = t.id
     WHERE d.id = ?`,
    id,
  );
  if (row === null) return null;
  return {
    kind: row.kind,
    id: row.ref,
    title: row.kind === 'log' ? row.body.slice(0, 120) : row.title,
    snippet: snippet(row.title, row.body, terms),
    where: row.kind === 'log' && row.title !== '' ? `${row.trackerName}, ${row.title}` : row.trackerName,
    state: null,
    route: routeOf(row.kind, row.trackerId, row.ref, row.line),
  };
}

function routeOf(kind: DocKind, trackerId: string, ref: string, line: number | null): string {
  if (kind === 'finding') return `/findings?finding=${ref}`;
  const tracker = `/trackers/${trackerId}`;
  if (kind === 'tracker') return tracker;
  if (kind === 'log') return `${tracker}/log`;
  return line === null ? tracker : `${tracker}/source?line=${line}`;
}
