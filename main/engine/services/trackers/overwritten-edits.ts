import type { RevisionCause } from '../../../../core/domain/trackers/rows/revision.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { type RevisionRow, readRevisions } from '../../../../db/records/revision.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { documentAt, documentOf, type LiveTracker } from './tracker-access.ts';
import { changesUnseenBy } from './unseen-changes.ts';

/** An editor left open longer than this is taken to have reloaded, or to mean what it saves. */
const WINDOW_MS = 15 * 60_000;
const LOOK_BACK = 100;
/** Each one has its text compared. */
const SEEN_BACK = 30;
/** Revisions that we wrote into the file; the others came from it. */
const WRITTEN: ReadonlySet<RevisionCause> = new Set(['edit', 'undo', 'redo', 'merge', 'restore', 'reading']);

/**
 * The last revision before the recent edits in the file that a new outside text shows no trace of; null when it shows
 * some of each. A text this tracker had before is a deliberate return to it (a checkout, a restored copy) and
 * overwrites nothing.
 */
export function beforeOverwrittenEdits(
  deps: EngineDeps,
  tracker: LiveTracker,
  held: RevisionRow,
  file: ReadFile,
): RevisionRow | null {
  const { db } = deps;
  const revisions = readRevisions(db.read, held.trackerId, LOOK_BACK);
  if (revisions.some((revision) => revision.hash === file.hash)) return null;
  const theirs = documentOf(db, tracker, file.bytes);
  const inFile = documentAt(db, tracker, held.hash);
  // The oldest first: who has seen none of our edits is the common case, and shows at once.
  const started = startingPoints(deps, historyOf(held, revisions)).toReversed();
  return (
    started.find(
      ({ hash }) => hash !== held.hash && changesUnseenBy(documentAt(db, tracker, hash), inFile, theirs),
    ) ?? null
  );
}

/** The revisions that an editor may still show, apart from the newest: back to what came from the file or is long past. */
function startingPoints(
  { db, clock }: EngineDeps,
  [newest, ...older]: readonly RevisionRow[],
): RevisionRow[] {
  const here = workspaceFacts(db.read)?.deviceId;
  const since = clock.now() - WINDOW_MS;
  const ours = ({ cause, at, deviceId }: RevisionRow): boolean =>
    // What another device wrote a while ago may have come into the file just now.
    WRITTEN.has(cause) && (at >= since || deviceId !== here);
  if (newest === undefined || !ours(newest)) return [];
  const end = older.findIndex((revision) => !ours(revision));
  return end < 0 ? older.slice(0, SEEN_BACK) : older.slice(0, Math.min(end + 1, SEEN_BACK));
}

/** The revision and those it was made from, newest first. `revisions`: in an order that has children before parents. */
function historyOf(newest: RevisionRow, revisions: readonly RevisionRow[]): RevisionRow[] {
  const wanted = new Set([newest.id]);
  return revisions.filter(({ id, parents }) => {
    if (!wanted.has(id)) return false;
    for (const parent of parents) wanted.add(parent);
    return true;
  });
}
