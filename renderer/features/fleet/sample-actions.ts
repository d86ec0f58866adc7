import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';

/** Three real sidecars with something to do; what came of it is said. */
export async function startSample(): Promise<void> {
  sayDone(await act('hub.startSample', {}));
}

export async function stopSample(): Promise<void> {
  sayDone(await act('hub.stopSample', {}));
}
