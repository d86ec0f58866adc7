import { mergeRevisions } from '../../../../core/domain/trackers/merge/merge-revisions.ts';
import { inMergeOrder } from '../../../../core/domain/trackers/merge/side-order.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { headsOf, type RevisionRow, readRevision } from '../../../../db/records/revision.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { peekUndo } from '../../../../db/usecases/undo.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { conflictDrafts, conflictSentence } from './conflict-drafts.ts';
import { documentRead } from './tracker-access.ts';

/**
 * Merges the heads of a tracker's history, two at a time, until one is left; every device that knows the same heads
 * makes the same revisions. Nothing is written to a file here. Answers, in words, what was done; null with one head.
 */
export function mergeHeads(deps: EngineDeps, trackerId: string): Result<string | null> {
  let said: string | null = null;
  for (;;) {
    const revisionOf = rowReader(deps.db);
    const [earlier, later] = inMergeOrder(revisionOf, headsOf(deps.db.read, trackerId));
    if (earlier === undefined || later === undefined) return ok(said);
    const merged = mergeTwo(deps.db, revisionOf, earlier, later);
    if (!merged.ok) return merged;
    said = merged.value;
    deps.crashPoint('after-merge');
  }
}

function mergeTwo(
  db: WorkspaceDb,
  revisionOf: (id: string) => RevisionRow,
  earlier: RevisionRow,
  later: RevisionRow,
): Result<string> {
  const history = {
    revisionOf,
    documentOf: (hash: string, reading: RevisionRow['reading']) => documentRead(db, reading, hash),
    read: parseTracker,
  };
  const { text, conflicts, documents, reading } = mergeRevisions(history, earlier.id, later.id);
  const [mine, theirs] = madeHere(db, later) ? [later, earlier] : [earlier, later];
  const outside = earlier.cause === 'outside' || later.cause === 'outside';
  const actor = ActorId.safeParse(mine.actorId ?? theirs.actorId);
  const summary = `Merged edits with ${outside ? 'an outside change' : 'those of another device'}.${conflictSentence(conflicts.length)}`;
  const hasStep = peekUndo(db, mine.trackerId)?.targetHash === mine.hash;
  const recorded = recordRevision(db, {
    trackerId: earlier.trackerId < later.trackerId ? earlier.trackerId : later.trackerId,
    bytes: encode(text),
    cause: 'merge',
    actorId: actor.success ? actor.data : null,
    summary,
    parents: [earlier.id, later.id],
    reading,
    merge: {
      sides: { earlier: earlier.id, later: later.id },
      conflicts: conflictDrafts(conflicts, documents),
    },
    // Takes the edits made here back from the merged text, exactly.
    ...(madeHere(db, mine) && (outside || !hasStep) ? { undoFrom: theirs.hash } : {}),
  });
  return recorded.ok ? ok(summary) : recorded;
}

function madeHere(db: WorkspaceDb, { deviceId, cause }: RevisionRow): boolean {
  return cause !== 'outside' && deviceId === workspaceFacts(db.read)?.deviceId;
}

function rowReader(db: WorkspaceDb): (id: string) => RevisionRow {
  const known = new Map<string, RevisionRow>();
  return (id) => {
    const row = known.get(id) ?? readRevision(db.read, id);
    // Each revision is in the log behind its parents.
    if (row === null) throw new Error(`revision ${id} is missing`);
    known.set(id, row);
    return row;
  };
}
