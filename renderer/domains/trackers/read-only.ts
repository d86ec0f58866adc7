import { showToast } from '../../ui/feedback/toast.tsx';
import { fileStateText } from './model/file-state.ts';
import type { Outline, Tracker } from './model/rows.ts';

/** Why nothing in a tracker can be edited now, in words; null where it can. */
export function whyReadOnly(
  tracker: Pick<Tracker, 'fileState' | 'fileNote'>,
  outline: Pick<Outline, 'readOnly'>,
): string | null {
  if (outline.readOnly !== null) return outline.readOnly.reason;
  return tracker.fileState === 'read-only' ? fileStateText(tracker).sentence : null;
}

/** Does what would change a tracker, or says at once why it can't be. */
export function unlessReadOnly(reason: string | null, change: () => void): void {
  if (reason === null) change();
  else showToast({ kind: 'info', text: reason });
}
