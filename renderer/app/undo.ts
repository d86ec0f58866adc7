import type { Answer } from '../../core/contract/index.ts';
import { TrackerId } from '../../core/kernel/ids.ts';
import { actsAnswered, call } from '../bridge/client.ts';
import { noteTold, ownSteps } from '../bridge/own-steps.ts';
import { readableDates } from '../bridge/readable-dates.ts';
import { showFailure } from '../bridge/show-failure.ts';
import { showToast } from '../ui/feedback/toast.tsx';
import { caps } from '../ui/keys/platform.ts';

type Direction = 'undo' | 'redo';

const names: Readonly<Record<Direction, 'trackers.undo' | 'trackers.redo'>> = {
  undo: 'trackers.undo',
  redo: 'trackers.redo',
};

/** The tracker that an address shows. */
export function trackerShown(path: string): TrackerId | null {
  const shown = TrackerId.safeParse(/^\/trackers\/([^/]+)/.exec(path)?.[1]);
  return shown.success ? shown.data : null;
}

/** Takes this person's newest edit of this window or the tracker shown back, or brings it again, and says which it was. */
export async function undoOrRedo(direction: Direction): Promise<void> {
  // Pressed right after an edit, undo means that edit.
  await actsAnswered();
  const { steps, otherSince } = ownSteps();
  if (direction === 'undo' && otherSince) {
    noteTold();
    showToast({
      kind: 'info',
      text: 'What was done last in this window has no undo here. Nothing was changed.',
      detail: 'Take it back where you did it. Pressed again, undo goes on to your edits before it.',
    });
    return;
  }
  const answer: Answer<'trackers.undo' | 'trackers.redo'> = await call(names[direction], {
    trackerId: trackerShown(window.location.pathname),
    steps: [...steps],
  });
  if (!answer.ok) {
    showFailure(answer.error);
    return;
  }
  showToast({
    kind: answer.value.waits === null ? 'done' : 'problem',
    text: readableDates(answer.value.summary),
    action:
      direction === 'undo'
        ? { label: 'Redo', keys: caps('$mod+Shift+z').join(' '), run: () => void undoOrRedo('redo') }
        : { label: 'Undo', keys: caps('$mod+z').join(' '), run: () => void undoOrRedo('undo') },
  });
}
