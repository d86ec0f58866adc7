import type { ItemId, RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface Removal {
  readonly itemId: ItemId;
  readonly trackerId: TrackerId;
  /** The revision that no longer has it, and how deep in the history that stands. */
  readonly revisionId: RevisionId;
  readonly depth: number;
  readonly parentId: RevisionId;
  readonly address: string;
  readonly title: string;
  readonly rowHash: string;
}

/** Keeps the last removal of an item, by the order of the graph: whatever order they become known in. */
export function noteRemoval(db: Writer, row: Removal): void {
  db.run(
    `INSERT INTO item_removal (item_id, tracker_id, depth, revision_id, parent_id, address, title, row_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET tracker_id = excluded.tracker_id, depth = excluded.depth,
       revision_id = excluded.revision_id, parent_id = excluded.parent_id, address = excluded.address,
       title = excluded.title, row_hash = excluded.row_hash
     WHERE (excluded.depth, excluded.revision_id, excluded.parent_id)
       > (item_removal.depth, item_removal.revision_id, item_removal.parent_id)`,
    row.itemId,
    row.trackerId,
    row.depth,
    row.revisionId,
    row.parentId,
    row.address,
    row.title,
    row.rowHash,
  );
}

/** The item that last stood at this address with this very row, if it is gone. */
export function findRemoved(
  db: Reader,
  trackerId: TrackerId,
  address: string,
  rowHash: string,
): ItemId | null {
  return db.value<ItemId>(
    `SELECT item_id FROM item_removal WHERE tracker_id = ? AND address = ? AND row_hash = ?
     ORDER BY depth DESC, revision_id, item_id LIMIT 1`,
    trackerId,
    address,
    rowHash,
  );
}

/** The item that stood last at this address, if it is gone. */
export function findLastRemoved(
  db: Reader,
  trackerId: TrackerId,
  address: string,
): Pick<Removal, 'itemId' | 'title'> | null {
  return db.get(
    `SELECT item_id AS itemId, title FROM item_removal WHERE tracker_id = ? AND address = ?
     ORDER BY depth DESC, revision_id, item_id LIMIT 1`,
    trackerId,
    address,
  );
}
