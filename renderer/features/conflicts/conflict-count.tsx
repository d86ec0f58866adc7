import { useStatus } from '../../bridge/hooks.ts';
import { formatNumber } from '../../ui/text/format.ts';

/** How many conflicts are open, beside the rail's entry. */
export function ConflictCount() {
  const count = useStatus()?.conflicts ?? 0;
  return count === 0 ? null : <>{formatNumber(count)}</>;
}
