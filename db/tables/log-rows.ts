import type { Reader } from '../handle.ts';
import { type EventRow, eventsAfter } from './event.ts';
import { type OpRow, opsAfter } from './op.ts';

/**
 * The next rows of both logs, at most `limit` of each, and the seq up to which they are whole: `upTo`, unless one log
 * holds more than the limit before it.
 */
export function logRowsAfter(
  db: Reader,
  after: number,
  upTo: number,
  limit: number,
): { readonly ops: readonly OpRow[]; readonly events: readonly EventRow[]; readonly upTo: number } {
  const ops = opsAfter(db, after, upTo, limit);
  const events = eventsAfter(db, after, upTo, limit);
  const full = [ops, events].filter((rows) => rows.length === limit).map((rows) => rows.at(-1)?.seq ?? upTo);
  const end = Math.min(upTo, ...full);
  const due = <Row extends { readonly seq: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.seq <= end);
  return { ops: due(ops), events: due(events), upTo: end };
}
