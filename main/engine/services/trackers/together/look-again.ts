import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { checkFile } from '../observe-file.ts';

/** Later checks of files that another program is changing: one for each tracker, the soonest asked for. */
export interface LookAgain {
  in(trackerId: TrackerId, wait: number): void;
  stop(): void;
}

/** A timer may fire a little early by the other clock. */
const MARGIN_MS = 5;

export function createLookAgain(deps: EngineDeps): LookAgain {
  const timers = new Map<string, { readonly at: number; readonly timer: NodeJS.Timeout }>();
  let stopped = false;

  function look(trackerId: TrackerId): void {
    timers.delete(trackerId);
    checkFile(deps, trackerId).catch((error: unknown) =>
      deps.log.error('Looking at a changed file failed.', error, { trackerId }),
    );
  }

  return {
    in(trackerId, wait) {
      const at = deps.timekeeper.moment().steady + wait;
      const before = timers.get(trackerId);
      if (stopped || (before !== undefined && before.at <= at)) return;
      if (before !== undefined) clearTimeout(before.timer);
      timers.set(trackerId, { at, timer: setTimeout(() => look(trackerId), Math.max(0, wait) + MARGIN_MS) });
    },
    stop() {
      stopped = true;
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
