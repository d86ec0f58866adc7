import { useStatus } from '../../bridge/hooks.ts';

/** How many trackers there are, beside the rail's entry. */
export function TrackerCount() {
  const count = useStatus()?.trackers ?? 0;
  return count === 0 ? null : <>{count}</>;
}
