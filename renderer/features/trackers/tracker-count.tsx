import { useStatus } from '../../bridge/hooks.ts';
import { formatNumber } from '../../ui/text/format.ts';

/** How many trackers there are, beside the rail's entry. */
export function TrackerCount() {
  const count = useStatus()?.trackers ?? 0;
  return count === 0 ? null : <>{formatNumber(count)}</>;
}
