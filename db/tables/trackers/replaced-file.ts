import type { Writer } from '../../handle.ts';
import type { ReplacedFileRow } from '../../records/replaced-file.ts';

export function putReplacedFile(db: Writer, row: ReplacedFileRow): void {
  db.run(
    `INSERT INTO replaced_file (id, tracker_id, path, known_hash, revision_id, replaced_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET known_hash = excluded.known_hash, revision_id = excluded.revision_id`,
    row.id,
    row.trackerId,
    row.path,
    row.knownHash,
    row.revisionId,
    row.replacedAt,
  );
}

export function deleteReplacedFile(db: Writer, id: string): void {
  db.run('DELETE FROM replaced_file WHERE id = ?', id);
}
