import { act } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';

/** Three real sidecars with something to do; what came of it is said. */
export async function startSample(): Promise<void> {
  const answer = await act('hub.startSample', {});
  if (answer !== null) showToast({ kind: 'done', text: answer.summary });
}

export async function stopSample(): Promise<void> {
  const answer = await act('hub.stopSample', {});
  if (answer !== null) showToast({ kind: 'done', text: answer.summary });
}
