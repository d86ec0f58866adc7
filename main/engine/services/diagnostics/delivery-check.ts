import type { OutputOf } from '../../../../core/contract/index.ts';
import type { Reader } from '../../../../db/handle.ts';
import { undeliveredDeliveries, waitingDeliveries } from '../../../../db/readers/deliveries.ts';
import type { DeliveryRow } from '../../../../db/records/delivery.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** What was sent and not answered, or came too late. Nothing where there is nothing of the kind. */
export function deliveryCheck(read: Reader): Health[] {
  const check = 'Commands to the hub';
  const waiting = waitingDeliveries(read).filter(({ state, attempts }) => state !== 'held' && attempts > 0);
  const expired = undeliveredDeliveries(read).filter(({ state }) => state === 'expired');
  const [oldest] = waiting;
  const [newest] = expired;
  const parts = [
    ...(oldest === undefined ? [] : [`${waiting.length} not confirmed yet, the oldest ${facts(oldest)}`]),
    ...(newest === undefined ? [] : [`${expired.length} given up, the last ${facts(newest)}`]),
  ];
  return parts.length === 0 ? [] : [{ check, state: 'warning', detail: parts.join('; ') }];
}

function facts({ createdAt, kind, reason }: DeliveryRow): string {
  const when = new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ');
  return `of ${when} UTC (${kind})${reason === null ? '' : `: ${reason.message}`}`;
}
