import type { BundleMade } from '../../../core/domain/readiness/environment/environment.ts';
import type { ActorId, BundleId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

export interface BundleRecord extends Omit<BundleMade, 'gate' | 'createdAt'> {
  readonly id: BundleId;
  readonly gateId: string;
  readonly gateTitle: string;
  readonly gateVersion: string;
  readonly createdAt: number;
  readonly addedBy: ActorId;
  readonly addedAt: number;
}

export function putBundle(db: Writer, row: BundleRecord): void {
  db.run(
    `INSERT OR REPLACE INTO bundle (id, archive, bytes, gate_id, gate_title, gate_version, run_id, decision, commit_id,
       lineage_complete, signer, created_at, added_by, added_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.archive,
    row.bytes,
    row.gateId,
    row.gateTitle,
    row.gateVersion,
    row.run,
    row.decision,
    row.commit,
    row.lineageComplete ? 1 : 0,
    row.signer,
    row.createdAt,
    row.addedBy,
    row.addedAt,
  );
}

export function deleteBundle(db: Writer, id: string): void {
  db.run('DELETE FROM bundle WHERE id = ?', id);
}
