import { useView } from '../../bridge/hooks.ts';
import { formatNumber } from '../../ui/text/format.ts';

/** How many reviews wait for the person at this window, beside the rail's entry. */
export function ReviewCount() {
  const count = useView('signoffs.inbox', {}).extra?.waiting ?? 0;
  return count === 0 ? null : <>{formatNumber(count)}</>;
}
