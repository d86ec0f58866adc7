import { mergeThreeWay } from '../../../../core/domain/trackers/merge/merge.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import type { Result } from '../../../../core/kernel/result.ts';
import type { IntentRow } from '../../../../db/records/intent.ts';
import type { TrackerRow } from '../../../../db/records/tracker.ts';
import { type ConfirmedIntent, confirmIntent, confirmIntentMerged } from '../../../../db/usecases/intents.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { tempPathOf } from '../../../../node/files/atomic-write.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { conflictRows, conflictSentence } from './conflict-rows.ts';
import { actorName, contentOf, documentAt, documentOf } from './tracker-access.ts';
import { writeTarget } from './write-target.ts';

export type Settled = ConfirmedIntent & {
  readonly how: 'confirmed' | 'redone' | 'merged';
  readonly conflicts: number;
};

/**
 * Brings an open intent to its end by what the file says: its target, confirm; its base, write it again; anything else,
 * merge. On failure the intent stays open and the file stays as it was found.
 */
export async function settleIntent(
  deps: EngineDeps,
  tracker: TrackerRow,
  intent: IntentRow,
): Promise<Result<Settled>> {
  if (tracker.path === null) return ended('confirmed', confirmIntent(deps.db, intent.id));
  await sweepTemp(deps, tracker.path, intent.id);
  const found = await readTrackerFile(deps.files, tracker.path);
  if (!found.ok) return found;
  if (found.value.hash === intent.targetHash) return ended('confirmed', confirmIntent(deps.db, intent.id));
  if (found.value.hash === intent.baseHash) {
    const target = {
      intentId: intent.id,
      bytes: contentOf(deps.db, intent.targetHash),
      expectedHash: intent.baseHash,
    };
    return ended('redone', await writeTarget(deps, tracker, target, () => confirmIntent(deps.db, intent.id)));
  }
  return mergeIntent(deps, tracker, intent, found.value);
}

/** The file says something else than this edit was planned on: both go in, per field. */
export async function mergeIntent(
  deps: EngineDeps,
  tracker: TrackerRow,
  intent: IntentRow,
  file: ReadFile,
): Promise<Result<Settled>> {
  const theirs = documentOf(deps.db, tracker, file.bytes);
  const base = documentAt(deps.db, tracker, intent.baseHash);
  const mine = documentAt(deps.db, tracker, intent.targetHash);
  const merged = mergeThreeWay(base, mine, theirs);
  const author = tracker.path === null ? null : await deps.outsideAuthor(tracker.path, file.bytes);
  const conflicts = conflictRows(
    merged.conflicts,
    [base, mine, theirs],
    { who: actorName(deps.db, intent.actorId), at: intent.openedAt },
    { who: author ?? 'outside', at: Math.round(file.modifiedAt) },
  );
  if (tracker.hash !== file.hash) {
    const point = addRestorePoint(deps.db, `Before merging an outside change of ${tracker.name}`);
    if (!point.ok) return point;
    const recorded = recordRevision(deps.db, {
      trackerId: tracker.id,
      bytes: file.bytes,
      cause: 'outside',
      actorId: null,
      summary: author === null ? 'Changed outside.' : `Changed outside by ${author} (git).`,
    });
    if (!recorded.ok) return recorded;
  }
  const bytes = encode(merged.text);
  const summary = `${intent.summary} Merged with an outside change.${conflictSentence(conflicts.length)}`;
  const confirm = () => confirmIntentMerged(deps.db, intent.id, { bytes, summary, conflicts }, file.bytes);
  if (merged.text === theirs.text) return ended('merged', confirm(), conflicts.length);
  const target = { intentId: intent.id, bytes, expectedHash: file.hash };
  return ended('merged', await writeTarget(deps, tracker, target, confirm), conflicts.length);
}

function ended(how: Settled['how'], result: Result<ConfirmedIntent>, conflicts = 0): Result<Settled> {
  return result.ok ? { ok: true, value: { ...result.value, how, conflicts } } : result;
}

/** A killed process may have left the temp file of this intent; its name is known. */
async function sweepTemp(deps: EngineDeps, path: string, intentId: string): Promise<void> {
  try {
    await deps.files.remove(tempPathOf(await deps.files.realPath(path), intentId));
  } catch {
    // The folder is gone, so is the temp file.
  }
}
