import type { StateCounts } from '../../../core/domain/trackers/vocabulary/state-counts.ts';
import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';
import type { RevisionOrigin, RevisionRow } from '../../records/revision.ts';

export type NewRevision = Omit<RevisionRow, 'parents' | 'reading' | 'isHead' | 'sequence'> & {
  readonly sequence: number;
  /** JSON list of ids. */
  readonly parents: string;
  /** See `readingJson`. */
  readonly reading: string;
  /** See `itemChangesJson`. */
  readonly items: string;
};

/** Inserts a head; its parents are none any more. */
export function insertRevision(
  db: Writer,
  row: NewRevision,
  parents: readonly RevisionId[],
  counts: StateCounts,
): void {
  db.run(
    `INSERT INTO revision (id, tracker_id, sequence, hash, bytes, parents, depth, reading, items, is_head, at, cause,
       actor_id, author, summary, device_id, planned, active, review, blocked, done, locked, dropped,
       unknown)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.trackerId,
    row.sequence,
    row.hash,
    row.bytes,
    row.parents,
    row.depth,
    row.reading,
    row.items,
    row.at,
    row.cause,
    row.actorId,
    row.author,
    row.summary,
    row.deviceId,
    counts.planned,
    counts.active,
    counts.review,
    counts.blocked,
    counts.done,
    counts.locked,
    counts.dropped,
    counts.unknown,
  );
  for (const id of parents) db.run('UPDATE revision SET is_head = 0 WHERE id = ?', id);
}

export function writeOrigin(db: Writer, id: RevisionId, origin: RevisionOrigin): void {
  db.run(
    'UPDATE revision SET at = ?, cause = ?, actor_id = ?, author = ?, summary = ?, device_id = ? WHERE id = ?',
    origin.at,
    origin.cause,
    origin.actorId,
    origin.author,
    origin.summary,
    origin.deviceId,
    id,
  );
}

export function lastSequence(db: Reader, trackerId: TrackerId): number {
  return db.value<number>('SELECT max(sequence) FROM revision WHERE tracker_id = ?', trackerId) ?? 0;
}
