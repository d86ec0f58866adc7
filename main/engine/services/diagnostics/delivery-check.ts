import type { OutputOf } from '../../../../core/contract/index.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import type { Reader } from '../../../../db/handle.ts';
import { expiredDeliveries, unansweredDeliveries } from '../../../../db/readers/deliveries.ts';
import type { DeliveryRow } from '../../../../db/records/delivery.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** What was sent and not answered, or came too late. Nothing where there is nothing of the kind. */
export function deliveryCheck(read: Reader): Health[] {
  const check = 'Commands to the hub';
  const waiting = unansweredDeliveries(read);
  const expired = expiredDeliveries(read);
  const parts = [
    ...(waiting.first === null
      ? []
      : [`${waiting.count} not confirmed yet, the oldest ${facts(waiting.first)}`]),
    ...(expired.first === null ? [] : [`${expired.count} given up, the last ${facts(expired.first)}`]),
  ];
  return parts.length === 0 ? [] : [{ check, state: 'warning', detail: parts.join('; ') }];
}

function facts({ createdAt, kind, reason }: DeliveryRow): string {
  const when = utcMinute(createdAt);
  return `of ${when} UTC (${kind})${reason === null ? '' : `: ${reason.message}`}`;
}
