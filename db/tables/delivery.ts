import type { DeliveryProgress, DeliveryState } from '../../core/domain/sync/delivery.ts';
import type { Reader, Writer } from '../handle.ts';
import {
  type DeliveryRow,
  deliveryReasonJson,
  type NewDelivery,
  readDeliveries,
} from '../records/delivery.ts';

/** Ended ones that are kept for a person to see; beyond it the oldest go. */
export const ENDED_KEPT = 1_000;

export function insertDelivery(
  db: Writer,
  row: NewDelivery & {
    readonly correlation: string;
    readonly state: DeliveryState;
    readonly nextAt: number | null;
    readonly createdAt: number;
  },
): void {
  db.run(
    `INSERT INTO delivery (id, destination, kind, payload, correlation, state, attempts, next_at, expires_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
    row.id,
    row.destination,
    row.kind,
    row.payload,
    row.correlation,
    row.state,
    row.nextAt,
    row.expiresAt,
    row.createdAt,
  );
}

export function updateDelivery(
  db: Writer,
  id: string,
  { state, attempts, nextAt, reason }: DeliveryProgress,
  endedAt: number | null,
): void {
  db.run(
    'UPDATE delivery SET state = ?, attempts = ?, next_at = ?, reason = ?, ended_at = ? WHERE id = ?',
    state,
    attempts,
    nextAt,
    reason === null ? null : deliveryReasonJson.write({ ...reason, facts: { ...reason.facts } }),
    endedAt,
    id,
  );
}

export function heldDeliveries(db: Reader, correlation: string): DeliveryRow[] {
  return readDeliveries(db, "WHERE correlation = ? AND state = 'held' ORDER BY n", correlation);
}

export function deleteHeldDeliveries(db: Writer, correlation: string): void {
  db.run("DELETE FROM delivery WHERE correlation = ? AND state = 'held'", correlation);
}

/**
 * Those of a destination to be sent, oldest first: queued ones whose time has come, and sent ones without an answer in
 * time. A time further ahead than `longest` was written before the clock was set back, and has come as well.
 */
export function dueDeliveries(
  db: Reader,
  destination: string,
  now: number,
  longest: number,
  limit: number,
): DeliveryRow[] {
  return readDeliveries(
    db,
    `WHERE destination = ? AND state IN ('queued', 'sent') AND (next_at <= ? OR next_at > ?) ORDER BY n LIMIT ?`,
    destination,
    now,
    now + longest,
    limit,
  );
}

export function nextDeliveryAt(db: Reader, destination: string): number | null {
  return db.value<number>(
    "SELECT min(next_at) FROM delivery WHERE destination = ? AND state IN ('queued', 'sent')",
    destination,
  );
}

/** What a process that was killed had sent without an answer is due again at once. */
export function resendUnanswered(db: Writer, destination: string, now: number): void {
  db.run("UPDATE delivery SET next_at = ? WHERE destination = ? AND state = 'sent'", now, destination);
}

export function trimEndedDeliveries(db: Writer, keep: number = ENDED_KEPT): void {
  const oldest = db.value<number>(
    'SELECT n FROM delivery WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, n DESC LIMIT 1 OFFSET ?',
    keep,
  );
  if (oldest === null) return;
  db.run(
    `DELETE FROM delivery WHERE ended_at IS NOT NULL AND
       (ended_at, n) <= (SELECT ended_at, n FROM delivery WHERE n = ?)`,
    oldest,
  );
}
