import type { Writer } from '../../handle.ts';
import type { ConflictRecord } from '../../records/conflict.ts';

export function insertConflict(db: Writer, row: ConflictRecord): void {
  db.run(
    `INSERT INTO conflict (id, tracker_id, item_id, address, title, field, base, mine, mine_who, mine_at, theirs,
       theirs_who, theirs_at, rule, kept, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.trackerId,
    row.itemId,
    row.address,
    row.title,
    row.field,
    row.base,
    row.mine,
    row.mineWho,
    row.mineAt,
    row.theirs,
    row.theirsWho,
    row.theirsAt,
    row.rule,
    row.kept,
    row.at,
  );
}

export function writeConflictResolution(
  db: Writer,
  id: string,
  resolved: { readonly keep: 'mine' | 'theirs'; readonly at: number; readonly by: string } | null,
): void {
  db.run(
    'UPDATE conflict SET resolved_keep = ?, resolved_at = ?, resolved_by = ? WHERE id = ?',
    resolved?.keep ?? null,
    resolved?.at ?? null,
    resolved?.by ?? null,
    id,
  );
}
