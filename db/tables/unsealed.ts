import { gateSource } from '../../core/domain/sync/gate-events.ts';
import { sloSource } from '../../core/domain/sync/slo-events.ts';
import { NOTE_SOURCE, REVISION_SOURCE } from '../../core/domain/sync/text-events.ts';
import { verificationSource } from '../../core/domain/sync/verification-events.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader, Writer } from '../handle.ts';
import type { EventRow } from './event.ts';
import type { OpRow } from './op.ts';

/** An op that may go into a batch. `waits`: its edit is not in its file yet. */
export interface UnsealedOp extends OpRow {
  readonly waits: 0 | 1;
}

const OP = `o.seq, o.id, o.hlc, o.device_id AS device, o.actor_id AS actor, o.correlation, o.entity_kind AS kind,
  o.entity_id AS entityId, o.patch, o.signature,
  EXISTS (SELECT 1 FROM intent WHERE intent.correlation = o.correlation) AS waits`;
/** An abandoned edit has an op beside it that says so; none of them leaves. */
const NOT_WITHDRAWN =
  "NOT EXISTS (SELECT 1 FROM op w WHERE w.correlation = o.correlation AND w.entity_kind = 'intent')";

export function opsToSeal(db: Reader, device: DeviceId, after: number, limit: number): UnsealedOp[] {
  return db.all<UnsealedOp>(
    `SELECT ${OP} FROM op o WHERE o.seq > ? AND o.device_id = ? AND ${NOT_WITHDRAWN} ORDER BY o.seq LIMIT ?`,
    after,
    device,
    limit,
  );
}

/** Those passed over before. */
export function opsLeftOut(db: Reader): UnsealedOp[] {
  return db.all<UnsealedOp>(
    `SELECT ${OP} FROM op o WHERE o.seq IN (SELECT seq FROM unsealed_op) AND ${NOT_WITHDRAWN} ORDER BY o.seq`,
  );
}

export function setOpsLeftOut(db: Writer, seqs: readonly number[]): void {
  db.run('DELETE FROM unsealed_op');
  for (const seq of seqs) db.run('INSERT INTO unsealed_op (seq) VALUES (?)', seq);
}

/** What this device observed of texts, of evidence, of gates and of objectives; the text itself may be known from elsewhere too. */
export function observedToSeal(db: Reader, device: DeviceId, after: number, limit: number): EventRow[] {
  // Read in the order of the log, from where it was read last, never by the index over all notes there are.
  return db.all<EventRow>(
    `SELECT seq, id, source, source_id AS sourceId, kind, at, payload FROM event
     WHERE seq > ? AND ((+source = '${NOTE_SOURCE}' AND instr(source_id || ':', ?) > 0) OR +source IN (?, ?, ?))
     ORDER BY seq LIMIT ?`,
    after,
    `:${device}:`,
    verificationSource(device),
    gateSource(device),
    sloSource(device),
    limit,
  );
}

export function revisionEvent(db: Reader, revisionId: string): EventRow | null {
  return db.get<EventRow>(
    `SELECT seq, id, source, source_id AS sourceId, kind, at, payload FROM event
     WHERE source = '${REVISION_SOURCE}' AND source_id = ?`,
    revisionId,
  );
}
