import { mergeRevisions } from '../../../../../core/domain/trackers/merge/revisions/merge-revisions.ts';
import { inMergeOrder } from '../../../../../core/domain/trackers/merge/revisions/side-order.ts';
import { parseTracker } from '../../../../../core/domain/trackers/read/parse.ts';
import { isOutside } from '../../../../../core/domain/trackers/rows/revision.ts';
import { encode } from '../../../../../core/domain/trackers/text/text.ts';
import { ActorId, type TrackerId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { revisionNaming } from '../../../../../db/readers/revision-naming.ts';
import { headsOf, ownershipOf, type RevisionRow, readRevision } from '../../../../../db/records/revision.ts';
import { stepThatLeft } from '../../../../../db/usecases/undo.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { inSteps } from '../../in-steps.ts';
import { documentRead } from '../tracker-access.ts';
import { conflictDrafts, conflictSentence } from './conflict-drafts.ts';
import { readAhead, recordAhead } from './read-ahead.ts';

/**
 * Merges the heads of a tracker's history, two at a time, until one is left; every device that knows the same heads
 * makes the same revisions. Nothing is written to a file here. Answers, in words, what was done; nothing with one head.
 */
export async function mergeHeads(deps: EngineDeps, trackerId: TrackerId): Promise<Result<string[]>> {
  const merges: Merged[] = [];
  for (;;) {
    const revisionOf = rowReader(deps.db);
    const [earlier, later] = inMergeOrder(revisionOf, headsOf(deps.db.read, trackerId));
    if (earlier === undefined || later === undefined) return ok(inWords(merges));
    const merged = await mergeTwo(deps.db, trackerId, revisionOf, earlier, later);
    if (!merged.ok) return merged;
    merges.push(merged.value);
    deps.crashPoint('after-merge');
  }
}

interface Merged {
  readonly outside: boolean;
  readonly conflicts: number;
}

/** One sentence however many heads there were, with the conflicts of all. */
function inWords(merges: readonly Merged[]): string[] {
  const [first] = merges;
  if (first === undefined) return [];
  const conflicts = merges.reduce((sum, one) => sum + one.conflicts, 0);
  return [sentenceOf({ outside: merges.some(({ outside }) => outside), conflicts })];
}

function sentenceOf({ outside, conflicts }: Merged): string {
  return `Merged edits with ${outside ? 'an outside change' : 'those of another device'}.${conflictSentence(conflicts)}`;
}

async function mergeTwo(
  db: WorkspaceDb,
  trackerId: TrackerId,
  revisionOf: (id: string) => RevisionRow,
  earlier: RevisionRow,
  later: RevisionRow,
): Promise<Result<Merged>> {
  for (const { reading, hash } of [earlier, later]) await readAhead(db, reading, hash);
  const history = {
    revisionOf,
    documentOf: (hash: string, reading: RevisionRow['reading']) => documentRead(db, reading, hash),
    read: parseTracker,
    mayHaveOverlooked: (id: string) => revisionOf(id).cause === 'outside-unseen',
    ...revisionNaming(db),
  };
  const { text, conflicts, documents, reading } = await inSteps(
    mergeRevisions(history, earlier.id, later.id),
  );
  const laterIsOurs = ownershipOf(db.read, later.id) > ownershipOf(db.read, earlier.id);
  const [mine, theirs] = laterIsOurs ? [later, earlier] : [earlier, later];
  const outside = isOutside(earlier.cause) || isOutside(later.cause);
  const actor = ActorId.safeParse(mine.actorId ?? theirs.actorId);
  const merged = { outside, conflicts: conflicts.length };
  const isEdit = ownershipOf(db.read, mine.id) > 0 && mine.cause !== 'undo' && mine.cause !== 'redo';
  const hasStep = stepThatLeft(db, trackerId, mine.hash) !== null;
  const recorded = await recordAhead(db, {
    trackerId,
    bytes: encode(text),
    cause: 'merge',
    actorId: actor.success ? actor.data : null,
    summary: sentenceOf(merged),
    parents: [earlier.id, later.id],
    reading,
    merge: {
      sides: { earlier: earlier.id, later: later.id },
      conflicts: conflictDrafts(conflicts, documents),
    },
    // Takes the edits made here back from the merged text, exactly. An undo or redo has moved its own step.
    ...(isEdit && (outside || !hasStep) ? { undoFrom: theirs.hash } : {}),
  });
  return recorded.ok ? ok(merged) : recorded;
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
