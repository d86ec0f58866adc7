import type { Reader } from '../handle.ts';
import { type DeliveryRow, readDeliveries } from '../records/delivery.ts';

const LISTED = 500;

/** What has not left or is not answered yet, oldest first. */
export function waitingDeliveries(read: Reader): DeliveryRow[] {
  return readDeliveries(read, "WHERE state IN ('held', 'queued', 'sent') ORDER BY n LIMIT ?", LISTED);
}

/** What was refused or came too late, newest first. */
export function undeliveredDeliveries(read: Reader): DeliveryRow[] {
  return readDeliveries(
    read,
    "WHERE state IN ('refused', 'expired') ORDER BY ended_at DESC, n DESC LIMIT ?",
    LISTED,
  );
}
