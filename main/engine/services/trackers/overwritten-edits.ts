import type { RevisionCause } from '../../../../core/domain/trackers/rows/revision.ts';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { type RevisionRow, readRevisions } from '../../../../db/records/revision.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { documentAt, documentOf, type LiveTracker } from './tracker-access.ts';
import { changesUnseenBy } from './unseen-changes.ts';

/** An editor left open longer than this is taken to have reloaded, or to mean what it saves. */
const WINDOW_MS = 15 * 60_000;
const LOOK_BACK = 100;
const OURS: ReadonlySet<RevisionCause> = new Set(['edit', 'undo', 'redo', 'merge', 'restore', 'reading']);

export interface Overwritten {
  /** The last text before the edits that the outside writer had not seen. */
  readonly base: RevisionRow;
  readonly actorId: ActorId;
  readonly at: number;
}

/**
 * Recent edits made here that a new outside text shows no trace of, or null. A text this tracker had before is a
 * deliberate return to it (a checkout, a restored copy) and overwrites nothing.
 */
export function overwrittenEdits(deps: EngineDeps, tracker: LiveTracker, file: ReadFile): Overwritten | null {
  const revisions = readRevisions(deps.db.read, tracker.id, LOOK_BACK);
  if (revisions.some((revision) => revision.hash === file.hash)) return null;
  const since = deps.clock.now() - WINDOW_MS;
  const older = revisions.findIndex((revision) => !OURS.has(revision.cause) || revision.at < since);
  const base = revisions[older];
  const newest = revisions[0];
  if (older < 1 || base === undefined || newest === undefined || base.hash === tracker.hash) return null;
  const actor = ActorId.safeParse(newest.actorId);
  if (!actor.success) return null;
  const unseen = changesUnseenBy(
    documentAt(deps.db, tracker, base.hash),
    documentAt(deps.db, tracker, tracker.hash),
    documentOf(deps.db, tracker, file.bytes),
  );
  return unseen ? { base, actorId: actor.data, at: newest.at } : null;
}
