import { advanceDelivery, type DeliveryStep } from '../../core/domain/sync/delivery.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import { type DeliveryRow, type NewDelivery, readDelivery } from '../records/delivery.ts';
import {
  deleteHeldDeliveries,
  dueDeliveries,
  heldDeliveries,
  insertDelivery,
  nextDeliveryAt,
  resendUnanswered,
  trimEndedDeliveries,
  updateDelivery,
} from '../tables/delivery.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

/** Writes a delivery beside what causes it, to be sent as soon as this is committed. */
export function queueDelivery(tx: Transaction, delivery: NewDelivery, correlation: string): void {
  insertDelivery(tx.db, { ...delivery, correlation, state: 'queued', nextAt: tx.now, createdAt: tx.now });
  tx.changes.touch('deliveries');
}

/** Writes a delivery whose cause is not confirmed yet: nobody is sent it before `releaseDeliveries`. */
export function holdDelivery(tx: Transaction, delivery: NewDelivery, correlation: string): void {
  insertDelivery(tx.db, { ...delivery, correlation, state: 'held', nextAt: null, createdAt: tx.now });
}

/** The cause is confirmed: what was held for it is sent. */
export function releaseDeliveries(tx: Transaction, correlation: string): void {
  for (const row of heldDeliveries(tx.db, correlation)) {
    advance(tx, row, { kind: 'release', at: tx.now });
    tx.changes.touch('deliveries');
  }
}

/** The cause never came to be. */
export function withdrawDeliveries(tx: Transaction, correlation: string): void {
  deleteHeldDeliveries(tx.db, correlation);
}

export function addDelivery(db: WorkspaceDb, delivery: NewDelivery): Result<null> {
  return db.write('full', (tx) => {
    if (readDelivery(tx.db, delivery.id) === null) queueDelivery(tx, delivery, tx.id('cr'));
    return ok(null);
  });
}

export interface DueDeliveries {
  /** Marked as sent, oldest first. */
  readonly due: readonly DeliveryRow[];
  /** When the next is due; null when none waits. */
  readonly nextAt: number | null;
}

/** What of a destination is to be sent now, marked as sent before it is; what waited too long ends as expired. */
export function takeDueDeliveries(
  db: WorkspaceDb,
  destination: string,
  bounds: { readonly limit: number; readonly longestPause: number; readonly answerWithin: number },
): Result<DueDeliveries> {
  const { limit, longestPause, answerWithin } = bounds;
  const read = (now: number) => dueDeliveries(db.read, destination, now, longestPause, limit);
  // Without a transaction where nothing is due, as after most commits.
  if (read(db.clock.now()).length === 0) return ok({ due: [], nextAt: nextDeliveryAt(db.read, destination) });
  return db.write('normal', (tx) => {
    const due = read(tx.now).filter((row) => {
      if (row.expiresAt > tx.now) {
        return advance(tx, row, { kind: 'send', answerBy: tx.now + answerWithin });
      }
      advance(tx, row, { kind: 'expire', reason: row.reason ?? expired });
      return false;
    });
    trimEndedDeliveries(tx.db);
    return ok({ due, nextAt: nextDeliveryAt(tx.db, destination) });
  });
}

const expired = {
  code: 'delivery.expired',
  message: 'It could not be sent while it was still of use.',
  retryable: false,
  facts: {},
};

/** What became of deliveries that were sent. One that has ended meanwhile stays as it is. */
export function settleDeliveries(
  db: WorkspaceDb,
  steps: readonly { readonly id: string; readonly step: DeliveryStep }[],
): Result<null> {
  return db.write('normal', (tx) => {
    for (const { id, step } of steps) {
      const row = readDelivery(tx.db, id);
      if (row !== null) advance(tx, row, step);
    }
    trimEndedDeliveries(tx.db);
    return ok(null);
  });
}

/** Within the transaction that writes what a delivery asked for: both are there after a kill, or neither. */
export function confirmDeliveries(tx: Transaction, ids: readonly string[]): void {
  for (const id of ids) {
    const row = readDelivery(tx.db, id);
    if (row !== null) advance(tx, row, { kind: 'confirm' });
  }
}

/** At a start: what an earlier process sent and got no answer to is sent again. */
export function resumeDeliveries(db: WorkspaceDb, destination: string): Result<null> {
  if (nextDeliveryAt(db.read, destination) === null) return ok(null);
  return db.write('normal', (tx) => {
    resendUnanswered(tx.db, destination, tx.now);
    return ok(null);
  });
}

function advance(tx: Transaction, row: DeliveryRow, step: DeliveryStep): boolean {
  const after = advanceDelivery(row, step);
  if (after === null) return false;
  updateDelivery(tx.db, row.id, after, hasEnded(after.state) ? tx.now : null);
  return true;
}

function hasEnded(state: DeliveryRow['state']): boolean {
  return state === 'confirmed' || state === 'refused' || state === 'expired';
}
