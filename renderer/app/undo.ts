import type { Answer } from '../../core/contract/index.ts';
import { call } from '../bridge/client.ts';
import { showFailure } from '../bridge/show-failure.ts';
import { showToast } from '../ui/feedback/toast.tsx';
import { caps } from '../ui/keys/platform.ts';

type Direction = 'undo' | 'redo';

const names: Readonly<Record<Direction, 'trackers.undo' | 'trackers.redo'>> = {
  undo: 'trackers.undo',
  redo: 'trackers.redo',
};

/** Takes the newest edit of the workspace back, or brings it again, and says which one it was. */
export async function undoOrRedo(direction: Direction): Promise<void> {
  const answer: Answer<'trackers.undo' | 'trackers.redo'> = await call(names[direction], { trackerId: null });
  if (!answer.ok) {
    showFailure(answer.error, answer.error.code === 'undo.nothing' ? 'info' : 'problem');
    return;
  }
  showToast({
    kind: 'done',
    text: answer.value.summary,
    action:
      direction === 'undo'
        ? { label: 'Redo', keys: caps('$mod+Shift+z').join(' '), run: () => void undoOrRedo('redo') }
        : { label: 'Undo', keys: caps('$mod+z').join(' '), run: () => void undoOrRedo('undo') },
  });
}
