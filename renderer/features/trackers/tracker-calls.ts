import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { sendWithUndo } from '../../domains/trackers/send-edits.ts';
import { navigate } from '../../ui/frame/navigation.tsx';

type Id = Tracker['id'];

/** Takes a tracker out of the workspace; the file stays, and the message brings it back. */
export async function removeTracker(trackerId: Id): Promise<void> {
  const done = await act('trackers.remove', { trackerId });
  if (done === null) return;
  if (window.location.pathname.startsWith(`/trackers/${trackerId}`)) navigate('/trackers');
  sayDone(done, { label: 'Bring it back', run: () => void act('trackers.restore', { trackerId }) });
}

export async function recheck(trackerId: Id): Promise<void> {
  sayDone(await act('trackers.recheck', { trackerId }));
}

/** What becomes of edits that wait for another program. */
export async function settleWaiting(trackerId: Id, how: 'write' | 'withdraw'): Promise<void> {
  sayDone(await act('trackers.settleWaiting', { trackerId, how }));
}

/** Writes today's date into the document's own last-verified field. */
export async function stampVerified(trackerId: Id, outline: Outline, today: string): Promise<void> {
  if (outline.stampMeta === null) return;
  await sendWithUndo(trackerId, [{ kind: 'set-meta', name: outline.stampMeta, value: today }]);
}

export async function loadSample(): Promise<void> {
  sayDone(await act('workspace.loadSample', {}));
}
