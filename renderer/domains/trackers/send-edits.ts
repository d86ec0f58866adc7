import { maxEditsPerCall } from '../../../core/contract/trackers.ts';
import { explainInLine } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { undoAction } from '../../bridge/undo-action.ts';
import { announce } from '../../ui/feedback/live-region.tsx';
import { showToast } from '../../ui/feedback/toast.tsx';
import { formatNumber } from '../../ui/text/format.ts';
import type { Edit, Item } from './model/rows.ts';

export type EditAnswer =
  | { readonly ok: true; readonly summary: string }
  | { readonly ok: false; readonly reason: string };

type SentAnswer =
  | (EditAnswer & { readonly ok: false })
  | (EditAnswer & { readonly ok: true; readonly merged: boolean; readonly step: number | null });

/**
 * Edits of one tracker as one revision and one undo step. The answer comes when the file holds them; a refusal is
 * for the caller to show where the edit was made.
 */
export async function sendEdits(trackerId: Item['trackerId'], edits: readonly Edit[]): Promise<EditAnswer> {
  const answer = await send(trackerId, edits);
  // The field on the screen may go on to show the other side's value.
  if (answer.ok && answer.merged) sayDone(answer);
  return answer;
}

async function send(trackerId: Item['trackerId'], edits: readonly Edit[]): Promise<SentAnswer> {
  const answer = await call('trackers.edit', { trackerId, edits: [...edits], log: null, actorId: null });
  if (!answer.ok) return { ok: false, reason: explainInLine(answer.error) };
  const { merged, step } = answer.value;
  const { summary } = answer.value;
  announce(readableDates(summary));
  return { ok: true, summary, merged, step };
}

/** For changes that take rows away or touch many: says what happened and offers to take it back. */
export async function sendWithUndo(
  trackerId: Item['trackerId'],
  edits: readonly Edit[],
): Promise<EditAnswer> {
  const answer = await send(trackerId, edits);
  if (answer.ok) {
    sayDone(answer, undoAction(answer.step));
  } else {
    showToast({ kind: 'problem', text: answer.reason, detail: 'Nothing was changed.' });
  }
  return answer;
}

/** Edits over several trackers: one step each, since every file is written on its own. */
export async function sendByTracker(items: readonly Item[], edits: readonly Edit[]): Promise<void> {
  const owner = new Map<string, Item['trackerId']>(items.map((item) => [item.id, item.trackerId]));
  const groups = new Map<Item['trackerId'], Edit[]>();
  for (const edit of edits) {
    const trackerId = 'itemId' in edit ? owner.get(edit.itemId) : undefined;
    if (trackerId !== undefined) groups.set(trackerId, [...(groups.get(trackerId) ?? []), edit]);
  }
  if ([...groups.values()].some((list) => list.length > maxEditsPerCall)) {
    showToast({
      kind: 'problem',
      text: `At most ${formatNumber(maxEditsPerCall)} rows are changed at once, so that one undo takes them back.`,
      detail: 'Nothing was changed. Select fewer rows.',
    });
    return;
  }
  for (const [trackerId, list] of groups) await sendWithUndo(trackerId, list);
}
