import type { LastBatch } from '../../core/domain/sync/known-keys.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface DeviceRecord {
  readonly id: DeviceId;
  readonly name: string;
  readonly addedAt: number;
  /** Public halves, SPKI in PEM; null until an actor enrolled them. */
  readonly signingKey: string | null;
  readonly agreementKey: string | null;
  readonly fingerprint: string | null;
  readonly revokedAt: number | null;
  readonly revokedAfter: LastBatch | null;
}

interface Row extends Omit<DeviceRecord, 'revokedAfter'> {
  readonly revokedCounter: number | null;
  readonly revokedHash: string | null;
}

const COLUMNS = `id, name, added_at AS addedAt, signing_key AS signingKey, agreement_key AS agreementKey, fingerprint,
  revoked_at AS revokedAt, revoked_counter AS revokedCounter, revoked_hash AS revokedHash`;

export function readDevice(db: Reader, id: string): DeviceRecord | null {
  const row = db.get<Row>(`SELECT ${COLUMNS} FROM device WHERE id = ?`, id);
  return row === null ? null : recordOf(row);
}

export function readDevices(db: Reader): DeviceRecord[] {
  return db.all<Row>(`SELECT ${COLUMNS} FROM device ORDER BY added_at, id`).map(recordOf);
}

function recordOf({ revokedCounter, revokedHash, ...row }: Row): DeviceRecord {
  const revokedAfter = revokedCounter === null ? null : { counter: revokedCounter, hash: revokedHash };
  return { ...row, revokedAfter };
}
