import { setTimeout as pause } from 'node:timers/promises';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** What was decided is decided: a file that another program holds keeps nobody waiting longer. */
const LONGEST_WAIT_MS = 2000;

/** Has the item's status follow, and waits for that as long as a person would. */
export async function settledSoon(deps: EngineDeps, itemId: ItemId): Promise<void> {
  const stop = new AbortController();
  const tooLong = pause(LONGEST_WAIT_MS, undefined, { ref: false, signal: stop.signal }).catch(
    () => undefined,
  );
  await Promise.race([deps.signoffCells.settle([itemId]), tooLong]);
  stop.abort();
}
