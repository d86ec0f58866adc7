import type { Writer } from '../../handle.ts';
import type { RevisionRow } from '../../records/revision.ts';

export function insertRevision(db: Writer, row: RevisionRow): void {
  db.run(
    `INSERT INTO revision (tracker_id, sequence, event_id, hash, at, cause, actor_id, summary, bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.trackerId,
    row.sequence,
    row.eventId,
    row.hash,
    row.at,
    row.cause,
    row.actorId,
    row.summary,
    row.bytes,
  );
}
