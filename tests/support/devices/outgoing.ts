import { NOTE_SOURCE, REVISION_SOURCE } from '../../../core/domain/sync/text-events.ts';
import type { ReceivedOp } from '../../../core/kernel/op.ts';
import { patchJson } from '../../../core/kernel/op.ts';
import type { Reader } from '../../../db/handle.ts';
import { opsAfter } from '../../../db/tables/op.ts';

export interface OutgoingText {
  readonly id: string;
  readonly payload: string;
}

/** What other devices are given of this one's logs, in the order of the logs. */
export function outgoingOps(db: Reader, after: number, upTo: number, limit: number): ReceivedOp[] {
  return opsAfter(db, after, upTo, limit).flatMap((row) => {
    const patch = patchJson.read(row.patch);
    if (!patch.ok) return [];
    const { id, hlc, device, actor, correlation, kind, entityId, signature } = row;
    return [
      { id, hlc, device, actor, correlation, entity: { kind, id: entityId }, patch: patch.value, signature },
    ];
  });
}

export function outgoingRevisions(db: Reader, after: number, upTo: number): OutgoingText[] {
  return outgoing(db, REVISION_SOURCE, after, upTo);
}

export function outgoingNotes(db: Reader, after: number, upTo: number): OutgoingText[] {
  return outgoing(db, NOTE_SOURCE, after, upTo);
}

function outgoing(db: Reader, source: string, after: number, upTo: number): OutgoingText[] {
  return db.all<OutgoingText>(
    'SELECT source_id AS id, payload FROM event WHERE source = ? AND seq > ? AND seq <= ? ORDER BY seq',
    source,
    after,
    upTo,
  );
}
