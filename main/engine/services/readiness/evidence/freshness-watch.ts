import type { Clock } from '../../../../../core/kernel/clock.ts';
import { nextStaleAt } from '../../../../../db/readers/readiness/evidence-list.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';

/** How late a verification may be called stale. */
const LOOK_MS = 5000;

/** Calls back when evidence went stale: nothing is written then that would say so. */
export function watchFreshness(
  db: WorkspaceDb,
  clock: Clock,
  onStale: () => void,
  lookMs: number = LOOK_MS,
): () => void {
  let lookedAt = clock.now();
  let next = nextStaleAt(db.read, lookedAt);
  let changed = false;
  const stopFollowing = db.feed.subscribe(({ changes }) => {
    if (changes.areas.has('evidence')) changed = true;
  });
  const timer = setInterval(() => {
    // What was added since may be over by now, after a sleep of the machine.
    if (changed) next = nextStaleAt(db.read, lookedAt);
    changed = false;
    lookedAt = clock.now();
    if (next === null || lookedAt < next) return;
    next = nextStaleAt(db.read, lookedAt);
    onStale();
  }, lookMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopFollowing();
  };
}
