import { isAncestor } from '../../../../../core/domain/trackers/merge/revisions/graph.ts';
import { storedDocument } from '../../../../../db/readers/tracker-views.ts';
import {
  hasRevisionSaying,
  parentsOf,
  type RevisionRow,
  readRevision,
} from '../../../../../db/records/revision.ts';
import { heldBefore } from '../../../../../db/records/tracker-file.ts';
import type { ReadFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { documentOf, type LiveTracker } from '../tracker-access.ts';
import { changesUnseenBy } from './unseen-changes.ts';

/** An editor left open longer than this is taken to have reloaded, or to mean what it saves. */
const WINDOW_MS = 15 * 60_000;

/** Files are stamped with the moment of the last tick of the system's clock: this long ago at most (100 ticks a second). */
const TICK_MS = 10;

/** Whether a file was there at a moment: whatever was written since went into it. */
export function wasThere({ createdAt }: Pick<ReadFile, 'createdAt'>, moment: number): boolean {
  return createdAt + TICK_MS < moment;
}

export interface Overwritten {
  /** What the file said before what was written over. */
  readonly before: RevisionRow;
  /** The save began before we wrote, so it can't have meant to take our edits back. */
  readonly isSlow: boolean;
}

/**
 * The text in a file that held `held`, before we wrote what a new outside text shows no trace of; null when it shows some of each
 * write. A text this tracker had before is a deliberate return to it (a checkout, a restored copy) and overwrites
 * nothing, unless it was being written already when we wrote: two programs save the same text, one more slowly.
 */
export function beforeOverwrittenEdits(
  { db, clock }: EngineDeps,
  tracker: LiveTracker,
  held: RevisionRow,
  file: Pick<ReadFile, 'bytes' | 'hash' | 'createdAt' | 'modifiedAt'>,
): Overwritten | null {
  const isReturn = hasRevisionSaying(db.read, tracker.id, file.hash);
  // When it was saved, not when we came to see it.
  const since = Math.min(clock.now(), file.modifiedAt) - WINDOW_MS;
  const earlier = heldBefore(db.read, tracker.id);
  const writes = earlier.flatMap(({ revisionId, until, into }, at) => {
    const next = earlier[at + 1];
    // The moment that the text we wrote over it was decided on; its file was made after that.
    const wroteAt = (next === undefined ? held : readRevision(db.read, next.revisionId))?.at ?? until;
    // A file that we wrote into was there before, whenever its save began.
    const isOther = file.createdAt !== into;
    const isSlow = isOther && wasThere(file, wroteAt) && until < file.modifiedAt + TICK_MS;
    return until < since || (isReturn && !isSlow) ? [] : [{ revisionId, isSlow }];
  });
  // Nothing is read of a text that was put back.
  if (writes.length === 0) return null;
  const theirs = documentOf(db, tracker, file.bytes);
  const inFile = storedDocument(db, tracker, held.hash);
  // A lost text can't be compared with.
  if (inFile === null) return null;
  const known = parentsOf(db.read);
  // The oldest first: who has seen none of our writes is the common case, and shows at once.
  for (const { revisionId, isSlow } of writes) {
    const shown = readRevision(db.read, revisionId);
    if (shown === null || shown.hash === held.hash || !isAncestor(known, shown.id, held.id)) continue;
    const said = storedDocument(db, tracker, shown.hash);
    if (said !== null && changesUnseenBy(said, inFile, theirs)) return { before: shown, isSlow };
  }
  return null;
}
