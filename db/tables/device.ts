import type { Reader, Writer } from '../handle.ts';
import type { DeviceRecord } from '../records/device.ts';

export function putDevice(db: Writer, row: DeviceRecord): void {
  db.run(
    `INSERT INTO device (id, name, added_at, signing_key, agreement_key, fingerprint, revoked_at, revoked_counter, revoked_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, added_at = excluded.added_at,
       signing_key = excluded.signing_key, agreement_key = excluded.agreement_key, fingerprint = excluded.fingerprint,
       revoked_at = excluded.revoked_at, revoked_counter = excluded.revoked_counter, revoked_hash = excluded.revoked_hash`,
    row.id,
    row.name,
    row.addedAt,
    row.signingKey,
    row.agreementKey,
    row.fingerprint,
    row.revokedAt,
    row.revokedAfter?.counter ?? null,
    row.revokedAfter?.hash ?? null,
  );
}

export function deleteDevice(db: Writer, id: string): void {
  db.run('DELETE FROM device WHERE id = ?', id);
}

export function deviceName(db: Reader, id: string): string | null {
  return db.value<string>('SELECT name FROM device WHERE id = ?', id);
}
