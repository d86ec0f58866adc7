import { maxEditsPerCall } from '../../../core/contract/trackers.ts';
import { explainInLine } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { showFailure } from '../../bridge/show-failure.ts';
import { editsByTracker } from './model/by-tracker.ts';
import type { Edit, Item } from './model/rows.ts';

/** Why the engine would refuse edits, by their places in the list; null where it could not be asked, which is shown. */
export async function whyRefused(
  items: readonly Item[],
  edits: readonly Edit[],
): Promise<ReadonlyMap<number, string> | null> {
  const reasons = new Map<number, string>();
  for (const [trackerId, placed] of editsByTracker(items, edits)) {
    for (let start = 0; start < placed.length; start += maxEditsPerCall) {
      const some = placed.slice(start, start + maxEditsPerCall);
      const answer = await call('trackers.refusedEdits', { trackerId, edits: some.map(({ edit }) => edit) });
      if (!answer.ok) {
        showFailure(answer.error);
        return null;
      }
      for (const { at, why } of answer.value.refused) {
        const place = some[at]?.at;
        if (place !== undefined) reasons.set(place, explainInLine(why));
      }
    }
  }
  return reasons;
}
