import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import { heldBeforeJson } from '../../json-columns.ts';
import { heldBefore, heldRevision, type TrackerFileRow } from '../../records/tracker-file.ts';

/** How the file was found; what it holds stays as it is known. */
export function putTrackerFile(db: Writer, row: Omit<TrackerFileRow, 'heldRevision'>): void {
  db.run(
    `INSERT INTO tracker_file (tracker_id, state, note, checked_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET state = excluded.state, note = excluded.note, checked_at = excluded.checked_at`,
    row.trackerId,
    row.state,
    row.note,
    row.checkedAt,
  );
}

export function putFileMark(db: Writer, trackerId: TrackerId, mark: string | null): void {
  db.run('UPDATE tracker_file SET mark = ? WHERE tracker_id = ?', mark, trackerId);
}

/** So many texts that we wrote over are remembered. */
const MAX_BEFORE = 30;

/** What the file says now. `by`: whether we wrote it, or somebody saved it outside; `into`: see `HeldBefore`. */
export function putHeldRevision(
  db: Writer,
  trackerId: TrackerId,
  revisionId: RevisionId | null,
  now: number,
  { by = 'us', into }: { readonly by?: 'us' | 'outside'; readonly into?: number | undefined } = {},
): void {
  const old = heldRevision(db, trackerId);
  if (old === revisionId) return;
  const writtenOver = by === 'us' && revisionId !== null && old !== null;
  const before = writtenOver ? [...heldBefore(db, trackerId), { revisionId: old, until: now, into }] : [];
  db.run(
    `INSERT INTO tracker_file (tracker_id, state, note, checked_at, held_revision, held_before)
     VALUES (?, 'in-step', NULL, ?, ?, ?)
     ON CONFLICT DO UPDATE SET held_revision = excluded.held_revision, held_before = excluded.held_before`,
    trackerId,
    now,
    revisionId,
    heldBeforeJson.write(before.slice(-MAX_BEFORE)),
  );
}
