import type { Result } from '../../../../core/kernel/result.ts';
import type { IntentRow } from '../../../../db/records/intent.ts';
import type { TrackerRow } from '../../../../db/records/tracker.ts';
import { type ConfirmedIntent, confirmIntent } from '../../../../db/usecases/intents.ts';
import { addRestorePoint } from '../../../../db/usecases/restore-points.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import { tempPathOf } from '../../../../node/files/atomic-write.ts';
import { type ReadFile, readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { mergeHeads } from './merge-heads.ts';
import { contentOf, liveTracker } from './tracker-access.ts';
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

/** The file says something else than this edit was planned on: both are recorded and made one text. */
export async function mergeIntent(
  deps: EngineDeps,
  tracker: TrackerRow,
  intent: IntentRow,
  file: ReadFile,
): Promise<Result<Settled>> {
  const author = tracker.path === null ? null : await deps.outsideAuthor(tracker.path, file.bytes);
  if (tracker.hash !== file.hash) {
    const point = addRestorePoint(deps.db, `Before merging an outside change of ${tracker.name}`);
    if (!point.ok) return point;
  }
  const outside = recordRevision(deps.db, {
    trackerId: tracker.id,
    bytes: file.bytes,
    cause: 'outside',
    actorId: null,
    author,
    summary: author === null ? 'Changed outside.' : `Changed outside by ${author} (git).`,
    held: true,
  });
  if (!outside.ok) return outside;
  const ours = confirmIntent(deps.db, intent.id, { onDisk: false, step: false });
  if (!ours.ok) return ours;
  const live = liveTracker(deps.db, tracker.id);
  if (!live.ok) return live;
  const merged = await mergeHeads(
    deps,
    live.value,
    file,
    { ours: ours.value.revisionId, theirs: outside.value.revisionId, baseHash: intent.baseHash },
    { actorId: intent.actorId, says: `${intent.summary} Merged with an outside change.` },
  );
  if (!merged.ok) return merged;
  const { sequence, summary, undoStep, conflicts } = merged.value;
  return { ok: true, value: { ...ours.value, sequence, summary, undoStep, how: 'merged', conflicts } };
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
