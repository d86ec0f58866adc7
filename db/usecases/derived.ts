import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { AREAS } from '../changes.ts';
import { incompleteLog } from '../failures.ts';
import { readTrackers } from '../records/tracker.ts';
import { readClockState } from '../tables/clock-state.ts';
import { readFingerprint, writeFingerprint } from '../tables/derived.ts';
import { danglingRows, PROJECTIONS_FINGERPRINT, replaceProjections } from '../tables/projections.ts';
import { createSearch, DOC_KINDS, indexItem, SEARCH_FINGERPRINT } from '../tables/search.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { indexNewTasks } from './fleet/task-search.ts';

const SEARCH = 'search';
const PROJECTIONS = 'projections';
const FILLING = 'filling';
const ITEMS_PER_STEP = 2000;

/**
 * Part of opening: records the version of the projections in a new workspace, and makes the search tables when they
 * are absent or of another version, so that every later transaction finds them. In a workspace with content they are
 * filled by `fillSearch`.
 */
export function prepareDerived(db: WorkspaceDb): Result<null> {
  if (searchIsFilled(db)) return ok(null);
  return db.write('normal', (tx) => {
    const isNew = readClockState(tx.db).seq === 0;
    if (isNew) writeFingerprint(tx.db, PROJECTIONS, PROJECTIONS_FINGERPRINT);
    createSearch(tx.db);
    writeFingerprint(tx.db, SEARCH, isNew ? SEARCH_FINGERPRINT : FILLING);
    return ok(null);
  });
}

/** False when the stored projections were made by other reducers; `rebuildProjections` rebuilds them. */
export function projectionsAreCurrent(db: WorkspaceDb): boolean {
  return readFingerprint(db.read, PROJECTIONS) === PROJECTIONS_FINGERPRINT;
}

const ATTACHED = 'scratch';

/**
 * Swaps in the projections of a sealed scratch database. The search index starts empty, since the short names of
 * items change.
 */
export function replaceFromScratch(db: WorkspaceDb, file: string): Result<null> {
  return db.withAttached(file, ATTACHED, () =>
    db.write('full', (tx) => {
      tx.projected.clear();
      tx.fleet.forget();
      tx.changes.items.whole = true;
      for (const area of AREAS) tx.changes.touch(area);
      replaceProjections(tx.db, ATTACHED);
      const [dangling] = danglingRows(tx.db);
      if (dangling !== undefined)
        return incompleteLog(
          db.file,
          1,
          `a row of ${dangling} belongs to a tracker that the logs don't make`,
        );
      writeFingerprint(tx.db, PROJECTIONS, PROJECTIONS_FINGERPRINT);
      createSearch(tx.db);
      writeFingerprint(tx.db, SEARCH, FILLING);
      return ok(null);
    }),
  );
}

/** False while the index doesn't know everything yet. */
export function searchIsFilled(db: WorkspaceDb): boolean {
  return readFingerprint(db.read, SEARCH) === SEARCH_FINGERPRINT;
}

const incomplete = fail(
  'job.cancelled',
  'The search index is not complete yet; it is completed at the next start.',
);

export interface FillOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Fills the index in small transactions, so that edits pass between them. Once it is filled, only tasks can be missing. */
export async function fillSearch(
  db: WorkspaceDb,
  options: FillOptions = {},
): Promise<Result<{ items: number }>> {
  const tasks = await fillTasks(db, options.signal);
  if (!tasks.ok) return tasks;
  if (searchIsFilled(db)) return ok({ items: 0 });
  const total = db.read.value<number>('SELECT count(*) FROM item WHERE place_of IS NULL') ?? 0;
  let last = 0;
  let items = 0;
  for (;;) {
    if (options.signal?.aborted === true) return incomplete;
    const step = db.write('normal', (tx) => {
      const rows = tx.db.all<{ n: number; title: string; haystack: string }>(
        `SELECT i.n, i.title, i.haystack FROM item i JOIN tracker t ON t.id = i.tracker_id
         WHERE i.n > ? AND t.removed_at IS NULL AND i.place_of IS NULL ORDER BY i.n LIMIT ?`,
        last,
        ITEMS_PER_STEP,
      );
      for (const { n, title, haystack } of rows) indexItem(tx.db, n, title, haystack);
      return ok(rows);
    });
    if (!step.ok) return step;
    last = step.value.at(-1)?.n ?? last;
    items += step.value.length;
    options.onProgress?.(items, total);
    if (step.value.length < ITEMS_PER_STEP) break;
    await new Promise(setImmediate);
  }
  for (const tracker of readTrackers(db.read)) {
    const step = db.write('normal', (tx) => {
      for (const kind of DOC_KINDS) tx.changes.reword(tracker.id, kind);
      return ok(null);
    });
    if (!step.ok) return step;
    await new Promise(setImmediate);
  }
  const done = db.write('normal', (tx) => {
    writeFingerprint(tx.db, SEARCH, SEARCH_FINGERPRINT);
    return ok({ items });
  });
  return done;
}

async function fillTasks(db: WorkspaceDb, signal: AbortSignal | undefined): Promise<Result<null>> {
  for (;;) {
    if (signal?.aborted === true) return incomplete;
    const step = indexNewTasks(db);
    if (!step.ok) return step;
    if (step.value.done) return ok(null);
    await new Promise(setImmediate);
  }
}
