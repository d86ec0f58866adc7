import type { ActorId, BundleId, DeviceId, MoveId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

export function putEnvironment(
  db: Writer,
  row: {
    readonly id: string;
    readonly terms: string;
    readonly removed: boolean;
    readonly setBy: ActorId;
    readonly setAt: number;
  },
): void {
  db.run(
    'INSERT OR REPLACE INTO environment (id, terms, removed, set_by, set_at) VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.terms,
    row.removed ? 1 : 0,
    row.setBy,
    row.setAt,
  );
}

export function putApproval(
  db: Writer,
  row: { readonly id: string; readonly approvedBy: ActorId; readonly approvedAt: number },
): void {
  db.run(
    'INSERT OR REPLACE INTO command_approval (id, approved_by, approved_at) VALUES (?, ?, ?)',
    row.id,
    row.approvedBy,
    row.approvedAt,
  );
}

export function deleteApproval(db: Writer, id: string): void {
  db.run('DELETE FROM command_approval WHERE id = ?', id);
}

export function putMove(
  db: Writer,
  row: {
    readonly id: MoveId;
    readonly environment: string;
    readonly bundle: BundleId;
    readonly device: DeviceId;
    readonly begun: string;
    readonly begunBy: ActorId;
    readonly hlc: string;
    readonly begunAt: number;
    readonly ended: string | null;
    readonly endedAt: number | null;
  },
): void {
  db.run(
    `INSERT OR REPLACE INTO move (id, environment_id, bundle_id, device_id, begun, begun_by, hlc, begun_at, ended, ended_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.environment,
    row.bundle,
    row.device,
    row.begun,
    row.begunBy,
    row.hlc,
    row.begunAt,
    row.ended,
    row.endedAt,
  );
}

export function deleteMove(db: Writer, id: string): void {
  db.run('DELETE FROM move WHERE id = ?', id);
}
