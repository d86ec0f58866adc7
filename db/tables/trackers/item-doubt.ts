import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

export interface NewDoubt {
  readonly revisionId: RevisionId;
  readonly trackerId: TrackerId;
  readonly itemId: string;
  readonly address: string;
  readonly score: number;
}

export function insertDoubt(db: Writer, row: NewDoubt): void {
  db.run(
    'INSERT OR IGNORE INTO item_doubt (revision_id, item_id, address, tracker_id, score) VALUES (?, ?, ?, ?, ?)',
    row.revisionId,
    row.itemId,
    row.address,
    row.trackerId,
    row.score,
  );
}
