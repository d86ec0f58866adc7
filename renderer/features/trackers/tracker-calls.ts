import { act } from '../../bridge/hooks.ts';
import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { sendWithUndo } from '../../domains/trackers/send-edits.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';

type Id = Tracker['id'];

/** Takes a tracker out of the workspace; the file stays, and the message brings it back. */
export async function removeTracker(trackerId: Id): Promise<void> {
  const done = await act('trackers.remove', { trackerId });
  if (done === null) return;
  if (window.location.pathname.startsWith(`/trackers/${trackerId}`)) navigate('/trackers');
  showToast({
    kind: 'done',
    text: done.summary,
    action: {
      label: 'Bring it back',
      run: () => void act('trackers.restore', { trackerId }),
    },
  });
}

export async function recheck(trackerId: Id): Promise<void> {
  const done = await act('trackers.recheck', { trackerId });
  if (done !== null) showToast({ kind: 'info', text: done.summary });
}

/** What becomes of edits that wait for another program. */
export async function settleWaiting(trackerId: Id, how: 'write' | 'withdraw'): Promise<void> {
  const done = await act('trackers.settleWaiting', { trackerId, how });
  if (done !== null) showToast({ kind: 'done', text: done.summary });
}

/** Writes today's date into the document's own last-verified field. */
export async function stampVerified(trackerId: Id, outline: Outline, today: string): Promise<void> {
  if (outline.stampMeta === null) return;
  await sendWithUndo(trackerId, [{ kind: 'set-meta', name: outline.stampMeta, value: today }]);
}

export async function loadSample(): Promise<void> {
  const done = await act('workspace.loadSample', {});
  if (done !== null) showToast({ kind: 'done', text: done.summary });
}
