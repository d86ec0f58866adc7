import { z } from 'zod';
import type { DeliveryProgress } from '../../core/domain/sync/delivery.ts';
import { versionedJson } from '../../core/kernel/versioned-json.ts';
import type { Bind, Reader } from '../handle.ts';

export interface NewDelivery {
  /** The destination takes it once under this id, however often it is sent. */
  readonly id: string;
  /** `hub:<hub id>` for now. */
  readonly destination: string;
  readonly kind: string;
  /** Versioned JSON of its kind. */
  readonly payload: string;
  readonly expiresAt: number;
}

export interface DeliveryRow extends NewDelivery, DeliveryProgress {
  readonly correlation: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]);
export const deliveryReasonJson = versionedJson(
  'reason of a delivery',
  z.object({
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    facts: z.record(z.string(), Fact),
  }),
);

const COLUMNS = `id, destination, kind, payload, correlation, state, attempts, next_at AS nextAt,
  expires_at AS expiresAt, created_at AS createdAt, ended_at AS endedAt, reason`;

type Stored = Omit<DeliveryRow, 'reason'> & { readonly reason: string | null };

/** `rest` is the SQL after the table's name. */
export function readDeliveries(db: Reader, rest: string, ...bind: Bind[]): DeliveryRow[] {
  return db.all<Stored>(`SELECT ${COLUMNS} FROM delivery ${rest}`, ...bind).map((row) => {
    const reason = row.reason === null ? null : deliveryReasonJson.read(row.reason);
    return { ...row, reason: reason?.ok === true ? reason.value : null };
  });
}

export function readDelivery(db: Reader, id: string): DeliveryRow | null {
  return readDeliveries(db, 'WHERE id = ?', id)[0] ?? null;
}
