import type { Writer } from '../../handle.ts';
import type { ConflictRecord, ConflictSide } from '../../records/conflict.ts';

/** Two merges of the same revisions, worded differently, give one conflict: that of the smaller id, on every device. */
export function putConflict(
  db: Writer,
  row: Omit<ConflictRecord, 'at' | 'resolvedKeep' | 'resolvedAt' | 'resolvedBy'>,
): void {
  db.run(
    `INSERT INTO conflict (id, tracker_id, revision_id, item_id, address, title, field, base, earlier, later,
       earlier_revision, later_revision, rule, kept)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET tracker_id = excluded.tracker_id, revision_id = excluded.revision_id,
       item_id = excluded.item_id, address = excluded.address, title = excluded.title, field = excluded.field,
       base = excluded.base, earlier = excluded.earlier, later = excluded.later,
       earlier_revision = excluded.earlier_revision, later_revision = excluded.later_revision, rule = excluded.rule,
       kept = excluded.kept
     WHERE excluded.revision_id < conflict.revision_id`,
    row.id,
    row.trackerId,
    row.revisionId,
    row.itemId,
    row.address,
    row.title,
    row.field,
    row.base,
    row.earlier,
    row.later,
    row.earlierRevision,
    row.laterRevision,
    row.rule,
    row.kept,
  );
}

export function writeConflictResolution(
  db: Writer,
  id: string,
  resolved: { readonly keep: ConflictSide; readonly at: number; readonly by: string } | null,
): void {
  db.run(
    'UPDATE conflict SET resolved_keep = ?, resolved_at = ?, resolved_by = ? WHERE id = ?',
    resolved?.keep ?? null,
    resolved?.at ?? null,
    resolved?.by ?? null,
    id,
  );
}
