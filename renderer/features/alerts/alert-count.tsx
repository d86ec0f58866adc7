import { useView } from '../../bridge/hooks.ts';
import { formatNumber } from '../../ui/text/format.ts';

/** How many alerts fire that nobody has taken on, beside the rail's entry. */
export function AlertCount() {
  const count = useView('alerts.list', { limit: 1 }).extra?.unacknowledged ?? 0;
  return count === 0 ? null : <>{formatNumber(count)}</>;
}
