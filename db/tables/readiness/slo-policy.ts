import type { Writer } from '../../handle.ts';
import type { SloPolicyRecord } from '../../records/readiness/slo.ts';

export function putSloPolicy(db: Writer, { id, document, savedBy, savedAt }: SloPolicyRecord): void {
  db.run(
    `INSERT INTO slo_policy (id, document, saved_by, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET document = excluded.document, saved_by = excluded.saved_by,
       saved_at = excluded.saved_at`,
    id,
    document,
    savedBy,
    savedAt,
  );
}

export function deleteSloPolicy(db: Writer, id: string): void {
  db.run('DELETE FROM slo_policy WHERE id = ?', id);
}
