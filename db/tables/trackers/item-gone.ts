import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface GoneItem {
  readonly id: ItemId;
  readonly address: string;
  readonly title: string;
  readonly rowHash: string;
  readonly firstDue: string | null;
  readonly addedAt: number;
  readonly goneAt: number;
}

export function putGoneItem(db: Writer, trackerId: TrackerId, row: GoneItem): void {
  db.run(
    `INSERT INTO item_gone (id, tracker_id, address, title, row_hash, first_due, added_at, gone_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    trackerId,
    row.address,
    row.title,
    row.rowHash,
    row.firstDue,
    row.addedAt,
    row.goneAt,
  );
}

/** The item that last stood at this address with this very row, if it is gone. */
export function findGoneItem(
  db: Reader,
  trackerId: TrackerId,
  address: string,
  rowHash: string,
): GoneItem | null {
  return db.get<GoneItem>(
    `SELECT id, address, title, row_hash AS rowHash, first_due AS firstDue, added_at AS addedAt, gone_at AS goneAt
     FROM item_gone WHERE tracker_id = ? AND address = ? AND row_hash = ? ORDER BY gone_at DESC, id LIMIT 1`,
    trackerId,
    address,
    rowHash,
  );
}

export function deleteGoneItem(db: Writer, id: ItemId): void {
  db.run('DELETE FROM item_gone WHERE id = ?', id);
}
