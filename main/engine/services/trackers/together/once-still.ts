import { setTimeout as wait } from 'node:timers/promises';
import { readTracker } from '../../../../../db/records/tracker.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { heldBy } from '../tracker-access.ts';

const LONGEST_PAUSE_MS = 200;

/**
 * Does work in the tracker's queue once no other program is changing its file; waited for outside of the queue, so that
 * edits made meanwhile are kept. The bound of the wait is that of the look at the file (`atLatest`).
 */
export async function onceStill<Value>(
  deps: EngineDeps,
  trackerId: string,
  work: () => Promise<Value>,
): Promise<Value> {
  for (;;) {
    const path = readTracker(deps.db.read, trackerId)?.path ?? null;
    const look = path === null ? null : await deps.touched.look(path, heldBy(deps.db, trackerId)?.bytes ?? 0);
    if (look?.kind !== 'changing') return deps.queue.run(trackerId, work);
    await wait(Math.min(look.wait, LONGEST_PAUSE_MS));
  }
}
