import type { Reader, Writer } from '../handle.ts';

/** Rows kept while nobody drains them. Beyond it the oldest go, and a new peer starts from the op log itself. */
export const OUTBOX_LIMIT = 100_000;

export function insertOutbox(db: Writer, opSeq: number, correlation: string, held: boolean): void {
  db.run(
    'INSERT INTO outbox (op_seq, correlation, state) VALUES (?, ?, ?)',
    opSeq,
    correlation,
    held ? 'held' : 'ready',
  );
}

/** Lets the ops of a confirmed edit go out. */
export function releaseOutbox(db: Writer, correlation: string): void {
  db.run("UPDATE outbox SET state = 'ready' WHERE correlation = ? AND state = 'held'", correlation);
}

/** Ops of an edit that never reached its file must not reach other devices either. */
export function dropHeldOutbox(db: Writer, correlation: string): void {
  db.run("DELETE FROM outbox WHERE correlation = ? AND state = 'held'", correlation);
}

/** Cuts the oldest ready rows above the limit. Answers the seq below which the outbox is no longer whole, or null. */
export function trimOutbox(db: Writer, limit: number = OUTBOX_LIMIT): number | null {
  const count = outboxSize(db);
  if (count <= limit) return null;
  const floor = db.value<number>(
    "SELECT op_seq FROM outbox WHERE state = 'ready' ORDER BY op_seq LIMIT 1 OFFSET ?",
    count - limit - 1,
  );
  if (floor === null) return null;
  db.run("DELETE FROM outbox WHERE state = 'ready' AND op_seq <= ?", floor);
  return floor;
}

export function outboxSize(db: Reader): number {
  return db.value<number>('SELECT count(*) FROM outbox') ?? 0;
}
