import type { Writer } from '../../handle.ts';

export interface RestorePointRow {
  readonly id: string;
  readonly at: number;
  readonly label: string;
  /** JSON list of {trackerId, revisionId}. */
  readonly revisions: string;
}

export function insertRestorePoint(db: Writer, row: RestorePointRow): void {
  db.run(
    'INSERT INTO restore_point (id, at, label, revisions) VALUES (?, ?, ?, ?)',
    row.id,
    row.at,
    row.label,
    row.revisions,
  );
}
