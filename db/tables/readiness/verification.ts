import type { DeviceId, EvidenceId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { VerificationEntry } from '../../records/readiness/evidence.ts';

export function insertVerification(db: Writer, row: VerificationEntry): void {
  db.run(
    `INSERT INTO verification (evidence_id, device_id, at, source_id, result, says, digest, commit_id, value, actor_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.evidenceId,
    row.deviceId,
    row.at,
    row.sourceId,
    row.result,
    row.says,
    row.digest,
    row.commit,
    row.value,
    row.actorId,
  );
}

/** Events of one device on one piece of evidence beyond its newest. */
export function verificationsBeyond(
  db: Reader,
  evidenceId: EvidenceId,
  deviceId: DeviceId,
  keep: number,
): string[] {
  return db.column<string>(
    `SELECT source_id FROM verification WHERE evidence_id = ? AND device_id = ?
     ORDER BY at DESC, source_id DESC LIMIT -1 OFFSET ?`,
    evidenceId,
    deviceId,
    keep,
  );
}

/** When a device last verified it. */
export function lastVerifiedAt(db: Reader, evidenceId: EvidenceId, deviceId: DeviceId): number | null {
  return db.value(
    'SELECT max(at) FROM verification WHERE evidence_id = ? AND device_id = ?',
    evidenceId,
    deviceId,
  );
}

/** Those dated after a moment. */
export function verificationsAfter(
  db: Reader,
  evidenceId: EvidenceId,
  deviceId: DeviceId,
  after: number,
): string[] {
  return db.column<string>(
    'SELECT source_id FROM verification WHERE evidence_id = ? AND device_id = ? AND at > ?',
    evidenceId,
    deviceId,
    after,
  );
}

/** The last one that has room; null where there is room left. */
export function oldestKeptVerification(
  db: Reader,
  evidenceId: EvidenceId,
  deviceId: DeviceId,
  keep: number,
): { readonly at: number; readonly sourceId: string } | null {
  return db.get(
    `SELECT at, source_id AS sourceId FROM verification WHERE evidence_id = ? AND device_id = ?
     ORDER BY at DESC, source_id DESC LIMIT 1 OFFSET ?`,
    evidenceId,
    deviceId,
    keep - 1,
  );
}

export function deleteVerification(
  db: Writer,
  evidenceId: EvidenceId,
  deviceId: DeviceId,
  sourceId: string,
): void {
  db.run(
    'DELETE FROM verification WHERE evidence_id = ? AND device_id = ? AND source_id = ?',
    evidenceId,
    deviceId,
    sourceId,
  );
}
