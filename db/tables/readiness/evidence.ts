import type { Writer } from '../../handle.ts';
import type { EvidenceFacts } from '../../records/readiness/evidence.ts';

export function putEvidence(db: Writer, row: EvidenceFacts): void {
  db.run(
    `INSERT INTO evidence (id, tracker_id, item_id, root_id, type, locator, digest, tier, fresh_days, guard, note, added_by,
       added_at, withdrawn_by, withdrawn_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET tier = excluded.tier, fresh_days = excluded.fresh_days, guard = excluded.guard, note = excluded.note,
       added_by = excluded.added_by, added_at = excluded.added_at, withdrawn_by = excluded.withdrawn_by,
       withdrawn_at = excluded.withdrawn_at`,
    row.id,
    row.trackerId,
    row.itemId,
    row.rootId,
    row.type,
    row.locator,
    row.digest,
    row.tier,
    row.freshDays,
    row.guard,
    row.note,
    row.addedBy,
    row.addedAt,
    row.withdrawnBy,
    row.withdrawnAt,
  );
}

export function deleteEvidence(db: Writer, id: string): void {
  db.run('DELETE FROM evidence WHERE id = ?', id);
}
