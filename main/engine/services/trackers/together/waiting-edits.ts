import { isOutside } from '../../../../../core/domain/trackers/rows/revision.ts';
import { type RevisionRow, readRevision } from '../../../../../db/records/revision.ts';
import { readTracker } from '../../../../../db/records/tracker.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import { heldBy, openIntentsOf } from '../tracker-access.ts';

export interface WaitingEdits {
  readonly count: number;
  /** When the first of them was made; null without any. */
  readonly since: number | null;
}

/** Edits that are kept here and not in the file yet. */
export function waitingEdits(db: WorkspaceDb, trackerId: string): WaitingEdits {
  const revisions = notInFile(db, trackerId).filter(({ cause }) => !isOutside(cause) && cause !== 'merge');
  const times = [
    ...openIntentsOf(db, trackerId).map(({ openedAt }) => openedAt),
    ...revisions.map(({ at }) => at),
  ];
  return { count: times.length, since: times.length === 0 ? null : Math.min(...times) };
}

/** The revisions from what the file holds to what is shown, newest first; none where the file holds another history. */
export function notInFile(db: WorkspaceDb, trackerId: string): RevisionRow[] {
  const held = heldBy(db, trackerId);
  const shown = readTracker(db.read, trackerId);
  // What was withdrawn stays in the history, and nothing of it has to be written.
  if (held === null || held.hash === shown?.hash) return [];
  const found: RevisionRow[] = [];
  let next = shown?.revisionId ?? null;
  while (next !== null) {
    const row = readRevision(db.read, next);
    if (row === null || row.depth <= held.depth) break;
    found.push(row);
    next = row.parents[0] ?? null;
  }
  return found;
}
