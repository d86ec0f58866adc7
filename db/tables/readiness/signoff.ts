import type { TakenBack } from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ActorId, GapId, ItemId, RequestId, SignoffId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';
import type { GapRecord, PolicyAdoption } from '../../records/readiness/signoff.ts';

export interface RequestEntry {
  readonly id: RequestId;
  readonly trackerId: TrackerId;
  readonly itemId: ItemId;
  readonly asked: string;
  readonly hlc: string;
  readonly askedBy: ActorId;
  readonly askedAt: number;
  readonly takenBack: TakenBack | null;
}

export function putRequest(db: Writer, row: RequestEntry): void {
  db.run(
    `INSERT INTO signoff_request (id, tracker_id, item_id, asked, hlc, asked_by, asked_at, withdrawn_by, withdrawn_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET hlc = excluded.hlc, asked_at = excluded.asked_at, withdrawn_by = excluded.withdrawn_by,
       withdrawn_at = excluded.withdrawn_at`,
    row.id,
    row.trackerId,
    row.itemId,
    row.asked,
    row.hlc,
    row.askedBy,
    row.askedAt,
    row.takenBack?.by ?? null,
    row.takenBack?.at ?? null,
  );
}

export function deleteRequest(db: Writer, id: string): void {
  db.run('DELETE FROM signoff_request WHERE id = ?', id);
}

export interface SignoffEntry {
  readonly id: SignoffId;
  readonly requestId: RequestId;
  readonly given: string;
  readonly writtenBy: ActorId;
  readonly hlc: string;
  readonly takenBackBy: readonly TakenBack[];
}

export function putSignoff(db: Writer, row: SignoffEntry): void {
  db.run(
    `INSERT INTO signoff (id, request_id, given, written_by, hlc, taken_back) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET given = excluded.given, written_by = excluded.written_by, hlc = excluded.hlc,
       taken_back = excluded.taken_back`,
    row.id,
    row.requestId,
    row.given,
    row.writtenBy,
    row.hlc,
    JSON.stringify(row.takenBackBy),
  );
}

export function deleteSignoff(db: Writer, id: string): void {
  db.run('DELETE FROM signoff WHERE id = ?', id);
}

export function putGap(db: Writer, row: GapRecord): void {
  db.run(
    `INSERT INTO gap (id, request_id, tracker_id, item_id, role, says, raised_by, raised_at, hlc, closed_note, closed_by,
       closed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET raised_at = excluded.raised_at, hlc = excluded.hlc, closed_note = excluded.closed_note,
       closed_by = excluded.closed_by, closed_at = excluded.closed_at`,
    row.id,
    row.requestId,
    row.trackerId,
    row.itemId,
    row.role,
    row.says,
    row.raisedBy,
    row.raisedAt,
    row.hlc,
    row.closedNote,
    row.closedBy,
    row.closedAt,
  );
}

export function deleteGap(db: Writer, id: GapId): void {
  db.run('DELETE FROM gap WHERE id = ?', id);
}

export function putPolicy(
  db: Writer,
  id: string,
  document: string,
  adoptions: readonly PolicyAdoption[],
): void {
  db.run(
    `INSERT INTO signoff_policy (id, document, adoptions) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET adoptions = excluded.adoptions`,
    id,
    document,
    JSON.stringify(adoptions),
  );
}

export function deletePolicy(db: Writer, id: string): void {
  db.run('DELETE FROM signoff_policy WHERE id = ?', id);
}
