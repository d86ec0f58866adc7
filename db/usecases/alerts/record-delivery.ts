import type { AlertDelivery } from '../../../core/domain/alerts/alert-delivery.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import {
  deleteAlertDeliveriesUntil,
  insertAlertDelivery,
  setAlertDelivery,
} from '../../tables/alerts/alert-delivery.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

const KEPT = 2000;

/** Answers the number by which its end is recorded. */
export function recordDelivery(db: WorkspaceDb, delivery: AlertDelivery): Result<number> {
  return db.write('normal', (tx) => {
    const n = insertAlertDelivery(tx.db, delivery);
    deleteAlertDeliveriesUntil(tx.db, n - KEPT);
    return ok(n);
  });
}

export function recordDeliveryEnd(
  db: WorkspaceDb,
  n: number,
  end: Pick<AlertDelivery, 'state' | 'reason'>,
): Result<null> {
  return db.write('normal', (tx) => {
    setAlertDelivery(tx.db, n, end);
    return ok(null);
  });
}
