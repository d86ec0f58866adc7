import { useStatus } from '../../bridge/hooks.ts';
import { formatNumber } from '../../ui/text/format.ts';

/** How many findings are open, beside the rail's entry. */
export function FindingCount() {
  const count = useStatus()?.findings ?? 0;
  return count === 0 ? null : <>{formatNumber(count)}</>;
}
