import type { AlertDelivery } from '../../../core/domain/alerts/alert-delivery.ts';
import type { Writer } from '../../handle.ts';

/** Answers its number; numbers rise. */
export function insertAlertDelivery(
  db: Writer,
  { group, at, channel, state, reason }: AlertDelivery,
): number {
  db.run(
    'INSERT INTO alert_delivery (group_id, at, channel, state, reason) VALUES (?, ?, ?, ?, ?)',
    group,
    at,
    channel,
    state,
    reason,
  );
  return db.value<number>('SELECT max(n) FROM alert_delivery') ?? 0;
}

export function setAlertDelivery(
  db: Writer,
  n: number,
  { state, reason }: Pick<AlertDelivery, 'state' | 'reason'>,
): void {
  db.run('UPDATE alert_delivery SET state = ?, reason = ? WHERE n = ?', state, reason, n);
}

export function deleteAlertDeliveriesUntil(db: Writer, n: number): void {
  db.run('DELETE FROM alert_delivery WHERE n <= ?', n);
}
