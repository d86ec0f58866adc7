import { advanceDelivery, type DeliveryStep, hasEnded } from '../../core/domain/sync/delivery.ts';
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
function queueDelivery(tx: Transaction, delivery: NewDelivery, correlation: string): void {
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

/** What was decided here and is told elsewhere, without another change of this workspace. */
export function addDeliveries(db: WorkspaceDb, deliveries: readonly NewDelivery[]): Result<null> {
  return db.write('full', (tx) => {
    const correlation = tx.id('cr');
    for (const delivery of deliveries) queueDelivery(tx, delivery, correlation);
    return ok(null);
  });
}

export interface DueDeliveries {
  /** Marked as sent, in the order they were written. */
  readonly due: readonly DeliveryRow[];
  /** Waited too long. */
  readonly ended: readonly string[];
  /** When the next is due; null when none waits. */
  readonly nextAt: number | null;
}

/** What of a destination is to be sent now, marked as sent before it is; what waited too long ends as expired. */
export function takeDueDeliveries(
  db: WorkspaceDb,
  destination: string,
  now: number,
  bounds: { readonly limit: number; readonly longestPause: number; readonly answerWithin: number },
): Result<DueDeliveries> {
  const { limit, longestPause, answerWithin } = bounds;
  const found = dueDeliveries(db.read, destination, now, longestPause, limit);
  // Without a transaction where nothing is due, as after most commits.
  if (found.length === 0) return ok({ due: [], ended: [], nextAt: nextDeliveryAt(db.read, destination) });
  return db.write('normal', (tx) => {
    const due = found.filter(({ expiresAt }) => expiresAt > now);
    const late = found.filter(({ expiresAt }) => expiresAt <= now);
    for (const row of due) advance(tx, row, { kind: 'send', answerBy: now + answerWithin });
    for (const row of late) advance(tx, row, { kind: 'expire', reason: row.reason ?? expired });
    trimEndedDeliveries(tx.db);
    return ok({ due, ended: late.map(({ id }) => id), nextAt: nextDeliveryAt(tx.db, destination) });
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
  const open = steps.flatMap(({ id, step }) => {
    const row = readDelivery(db.read, id);
    return row === null || hasEnded(row.state) ? [] : [{ row, step }];
  });
  if (open.length === 0) return ok(null);
  return db.write('normal', (tx) => {
    for (const { row, step } of open) advance(tx, row, step);
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
