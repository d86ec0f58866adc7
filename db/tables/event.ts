import type { EventEnvelope } from '../../core/kernel/op.ts';
import { BulkInsert } from '../bulk-insert.ts';
import type { Bind, Reader, Writer } from '../handle.ts';

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

const INSERT = new BulkInsert(
  'event',
  ['seq', 'id', 'source', 'source_id', 'kind', 'at', 'payload'],
  'ON CONFLICT DO NOTHING',
);

/**
 * The same for many rows, whose seqs rise without a gap. Answers the seqs of those that were delivered before, which is
 * hardly ever any.
 */
export function insertEvents(db: Writer, rows: readonly EventRow[]): ReadonlySet<number> {
  const values: Bind[] = [];
  for (const row of rows)
    values.push(row.seq, row.id, row.source, row.sourceId, row.kind, row.at, row.payload);
  const first = rows[0];
  if (db.insertAll(INSERT, values) === rows.length || first === undefined) return new Set();
  const written = new Set(
    db.column<number>(
      'SELECT seq FROM event WHERE seq BETWEEN ? AND ?',
      first.seq,
      first.seq + rows.length - 1,
    ),
  );
  return new Set(rows.map((row) => row.seq).filter((seq) => !written.has(seq)));
}

export function eventsAfter(db: Reader, seq: number, upTo: number, limit: number): EventRow[] {
  return db.all<EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    seq,
    upTo,
    limit,
  );
}

export function readEventOf(db: Reader, source: string, sourceId: string): EventRow | null {
  return db.get<EventRow>(
    `SELECT ${COLUMNS} FROM event WHERE source = ? AND source_id = ?`,
    source,
    sourceId,
  );
}

/** The greatest name that a source gave to one of its events, as texts are compared. */
export function lastSourceId(db: Reader, source: string): string | null {
  return db.value<string>('SELECT max(source_id) FROM event WHERE source = ?', source);
}

/** Of a kind of which only the newest are kept. */
export function deleteEvent(db: Writer, source: string, sourceId: string): void {
  db.run('DELETE FROM event WHERE source = ? AND source_id = ?', source, sourceId);
}

export function countEvents(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM event') ?? 0;
}

export function readEventPayload(db: Reader, seq: number): string | null {
  return db.value<string>('SELECT payload FROM event WHERE seq = ?', seq);
}
