import type { Writer } from '../../handle.ts';
import type { ExceptionRecord, GateRecord } from '../../records/readiness/gate.ts';

export function putGate(db: Writer, { id, document, savedBy, savedAt }: GateRecord): void {
  db.run(
    `INSERT INTO gate (id, document, saved_by, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET document = excluded.document, saved_by = excluded.saved_by,
       saved_at = excluded.saved_at`,
    id,
    document,
    savedBy,
    savedAt,
  );
}

export function deleteGate(db: Writer, id: string): void {
  db.run('DELETE FROM gate WHERE id = ?', id);
}

export function putException(db: Writer, row: ExceptionRecord): void {
  db.run(
    `INSERT INTO gate_exception (id, gate_id, criterion, item_id, owner, owner_actor, reason, rollback, expires_at,
       approver, given_at, revoked_by, revoked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET given_at = excluded.given_at, revoked_by = excluded.revoked_by,
       revoked_at = excluded.revoked_at`,
    row.id,
    row.gate,
    row.criterion,
    row.item,
    row.owner,
    row.ownerActor,
    row.reason,
    row.rollback,
    row.expiresAt,
    row.approver,
    row.givenAt,
    row.revokedBy,
    row.revokedAt,
  );
}

export function deleteException(db: Writer, id: string): void {
  db.run('DELETE FROM gate_exception WHERE id = ?', id);
}
