import type { MergeSides } from '../../../../core/domain/trackers/history/revision-record.ts';
import { mergeThreeWay } from '../../../../core/domain/trackers/merge/merge.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId, RevisionId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { type RevisionRow, readRevision } from '../../../../db/records/revision.ts';
import { abandonIntent, confirmIntent, openIntent } from '../../../../db/usecases/intents.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { contentHash } from '../../../../node/files/content-hash.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { conflictRows, conflictSentence } from './conflict-rows.ts';
import { documentAt, type LiveTracker } from './tracker-access.ts';
import { writeTarget } from './write-target.ts';

export interface MergedHeads {
  readonly sequence: number;
  readonly summary: string;
  readonly conflicts: number;
  readonly undoStep: number | null;
}

/** Makes one text of two heads, over what both came from; the file says the one found outside. */
export async function mergeHeads(
  deps: EngineDeps,
  tracker: LiveTracker,
  file: ReadFile,
  heads: { readonly ours: RevisionId; readonly theirs: RevisionId; readonly baseHash: string },
  by: { readonly actorId: ActorId; readonly says: string },
): Promise<Result<MergedHeads>> {
  const [ours, theirs] = [rowOf(deps, heads.ours), rowOf(deps, heads.theirs)];
  const [earlier, later] = isBefore(ours, theirs) ? [ours, theirs] : [theirs, ours];
  const base = documentAt(deps.db, tracker, heads.baseHash);
  const [one, other] = [documentAt(deps.db, tracker, earlier.hash), documentAt(deps.db, tracker, later.hash)];
  const merged = mergeThreeWay(base, one, other);
  const conflicts = conflictRows(merged.conflicts, [base, one, other]);
  const bytes = encode(merged.text);
  const summary = `${by.says}${conflictSentence(conflicts.length)}`;
  const parents = [ours.id, theirs.id];
  const sides: MergeSides = { earlier: earlier.id, later: later.id };
  const merge = { sides, conflicts };
  const { actorId } = by;
  const said = { summary, conflicts: conflicts.length };
  if (contentHash(bytes) === file.hash) {
    const recorded = recordRevision(deps.db, {
      trackerId: tracker.id,
      bytes,
      cause: 'merge',
      actorId,
      summary,
      parents,
      merge,
      held: true,
    });
    return recorded.ok ? ok({ ...said, sequence: recorded.value.sequence, undoStep: null }) : recorded;
  }
  const intent = openIntent(deps.db, {
    trackerId: tracker.id,
    cause: 'merge',
    actorId,
    summary,
    ops: [],
    splices: [],
    baseHash: file.hash,
    target: bytes,
    parents,
    merge,
  });
  if (!intent.ok) return intent;
  deps.crashPoint('after-intent');
  const { intentId } = intent.value;
  const target = { intentId, bytes, expectedHash: file.hash };
  const written = await writeTarget(deps, tracker, target, () => confirmIntent(deps.db, intentId));
  if (written.ok) return ok({ ...said, sequence: written.value.sequence, undoStep: written.value.undoStep });
  const given = abandonIntent(deps.db, intentId, written.error.code);
  return given.ok ? written : given;
}

function rowOf(deps: EngineDeps, id: RevisionId): RevisionRow {
  const row = readRevision(deps.db.read, id);
  if (row === null) throw new Error(fail('revision.not-found', `There is no revision ${id}.`).error.message);
  return row;
}

function isBefore(one: RevisionRow, other: RevisionRow): boolean {
  return one.at === other.at ? one.hash < other.hash : one.at < other.at;
}
