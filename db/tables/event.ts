import type { EventEnvelope } from '../../core/kernel/op.ts';
import type { Reader, Writer } from '../handle.ts';

export interface EventRow extends EventEnvelope {
  readonly seq: number;
}

const COLUMNS = 'seq, id, source, source_id AS sourceId, kind, at, payload';

/** False when this source delivered it before: then nothing is written and nothing must be projected. */
export function insertEvent(db: Writer, row: EventRow): boolean {
  const changed = db.run(
    `INSERT INTO event (seq, id, source, source_id, kind, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    row.seq,
    row.id,
    row.source,
    row.sourceId,
    row.kind,
    row.at,
    row.payload,
  );
  return changed === 1;
}

export function eventsAfter(db: Reader, seq: number, upTo: number, limit: number): EventRow[] {
  return db.all<EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    seq,
    upTo,
    limit,
  );
}

export function countEvents(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM event') ?? 0;
}

export function readEventPayload(db: Reader, seq: number): string | null {
  return db.value<string>('SELECT payload FROM event WHERE seq = ?', seq);
}
