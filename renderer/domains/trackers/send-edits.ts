import { maxEditsPerCall } from '../../../core/contract/trackers.ts';
import { explainInLine } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { undoAction } from '../../bridge/undo-action.ts';
import { announce } from '../../ui/feedback/live-region.tsx';
import { showToast } from '../../ui/feedback/toast.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import { editsByTracker } from './model/by-tracker.ts';
import type { Edit, Item } from './model/rows.ts';

export type EditAnswer =
  | { readonly ok: true; readonly summary: string }
  | { readonly ok: false; readonly reason: string };

type SentAnswer =
  | (EditAnswer & { readonly ok: false })
  | (EditAnswer & {
      readonly ok: true;
      readonly merged: boolean;
      readonly waits: string | null;
      readonly step: number | null;
    });

/**
 * Edits of one tracker as one revision and one undo step. The answer comes when the file holds them, or when they are
 * kept and wait for it; a refusal is for the caller to show where the edit was made.
 */
export async function sendEdits(trackerId: Item['trackerId'], edits: readonly Edit[]): Promise<EditAnswer> {
  const answer = await send(trackerId, edits);
  // The field on the screen may go on to show the other side's value.
  if (answer.ok && (answer.merged || answer.waits !== null)) sayDone(answer);
  return answer;
}

async function send(trackerId: Item['trackerId'], edits: readonly Edit[]): Promise<SentAnswer> {
  const answer = await call('trackers.edit', { trackerId, edits: [...edits], log: null, actorId: null });
  if (!answer.ok) return { ok: false, reason: explainInLine(answer.error) };
  const { merged, waits, step } = answer.value;
  const summary = readableDates(answer.value.summary);
  announce(summary);
  return { ok: true, summary, merged, waits, step };
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
    showToast({ kind: 'problem', text: answer.reason });
  }
  return answer;
}

/** Edits over several trackers: a step each, since every file is written on its own; one message takes them all back. */
export async function sendByTracker(items: readonly Item[], edits: readonly Edit[]): Promise<void> {
  const groups = editsByTracker(items, edits);
  if ([...groups.values()].some((group) => group.length > maxEditsPerCall)) {
    showToast({
      kind: 'problem',
      text: `At most ${formatNumber(maxEditsPerCall)} changes are made at once, so that one undo takes them back.`,
      detail: 'Nothing was changed. Select fewer rows.',
    });
    return;
  }
  const steps: number[] = [];
  const summaries: string[] = [];
  for (const [trackerId, group] of groups) {
    const own = group.map(({ edit }) => edit);
    if (groups.size === 1) await sendWithUndo(trackerId, own);
    else {
      const answer = await send(trackerId, own);
      const name = items.find((item) => item.trackerId === trackerId)?.trackerName ?? '';
      if (!answer.ok)
        showToast({
          kind: 'problem',
          text: `${name}: ${answer.reason}`,
          detail: 'Nothing was changed in it.',
        });
      else {
        summaries.push(`${name}: ${answer.summary}`);
        if (answer.step !== null) steps.push(answer.step);
      }
    }
  }
  if (summaries.length === 0) return;
  showToast({
    kind: 'done',
    text: `${formatCount(summaries.length, 'tracker')} changed.`,
    detail: firstOf(summaries),
    action: undoAction(steps),
  });
}

/** Lines that fit into a message, and how many more there are. */
function firstOf(lines: readonly string[]): string {
  const more = lines.length - Named;
  return [...lines.slice(0, Named), ...(more > 0 ? [`And ${formatNumber(more)} more.`] : [])].join(' ');
}

/** Trackers named in a message about many. */
const Named = 3;
