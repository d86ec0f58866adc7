import type { OutputOf } from '../../../../../core/contract/index.ts';
import { isOutside } from '../../../../../core/domain/trackers/rows/revision.ts';
import type { ActorId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { contentOf } from '../../../../../db/contents/content-store.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import { openIntent } from '../../../../../db/usecases/intents.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { keptForLater } from '../carry-out.ts';
import { noteFileState } from '../file-state.ts';
import { observeFile } from '../observe-file.ts';
import { heldBy, type LiveTracker, liveTracker } from '../tracker-access.ts';
import { inverseOps } from '../versions/undo-redo.ts';
import { asEditFailure } from '../write-target.ts';
import { bringTogether, inSentences } from './bring-together.ts';
import { notInFile } from './waiting-edits.ts';

type Settled = OutputOf<'trackers.settleWaiting'>;

/** What becomes of edits that have waited long for another program. */
export const settleWaiting: Service<EngineDeps, 'trackers.settleWaiting'> = (
  deps,
  { trackerId, how },
  { actorId },
) =>
  deps.queue.run(shownAs(deps.db.read, trackerId), async () => {
    const found = liveTracker(deps.db, trackerId);
    if (!found.ok) return found;
    const settled =
      how === 'write' ? await writeNow(deps, found.value) : await withdraw(deps, found.value, actorId);
    return settled.ok ? settled : asEditFailure(settled);
  });

/** The file as it stands becomes a revision first; what its program still writes into it is merged later. */
async function writeNow(deps: EngineDeps, { id, name }: LiveTracker): Promise<Result<Settled>> {
  const together = await bringTogether(deps, id, { asItStands: true });
  if (!together.ok) return together;
  const { said, file, behind } = together.value;
  const now = liveTracker(deps.db, id);
  if (now.ok) noteFileState(deps, now.value, file);
  if (behind !== null) return { ok: false, error: behind };
  return ok({
    summary: said.length > 0 ? inSentences(said) : `${name} is in step with its file.`,
    step: null,
  });
}

/** Back to the text that the file was last known to hold; one step to undo. */
async function withdraw(deps: EngineDeps, tracker: LiveTracker, actorId: ActorId): Promise<Result<Settled>> {
  const waiting = notInFile(deps.db, tracker.id);
  const held = heldBy(deps.db, tracker.id);
  if (waiting.length === 0 || held === null)
    return ok({ summary: `No edit of ${tracker.name} waits.`, step: null });
  if (waiting.some(({ cause }) => cause === 'merge' || isOutside(cause))) {
    return fail(
      'undo.overtaken',
      'Changes from elsewhere are among what waits. Nothing was withdrawn: write it, or undo your edits one by one.',
      { trackerId: tracker.id },
    );
  }
  const summary = `Withdrew ${waiting.length} ${waiting.length === 1 ? 'edit' : 'edits'} that waited for another program.`;
  const opened = openIntent(deps.db, {
    trackerId: tracker.id,
    cause: 'undo',
    actorId,
    summary,
    ops: inverseOps(deps, tracker, tracker.hash, held.hash),
    splices: [],
    baseHash: tracker.hash,
    target: contentOf(deps.db, held.hash),
  });
  if (!opened.ok) return opened;
  const kept = keptForLater(deps, tracker, opened.value.intentId);
  if (!kept.ok) return kept;
  const observed = await observeFile(deps, tracker.id);
  return observed.ok ? ok({ summary, step: kept.value.step }) : observed;
}
