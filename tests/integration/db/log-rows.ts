import type { Reader } from '../../../db/handle.ts';

/** What stands in the tables beside the logs that nothing in the product reads yet. */
export function cursorOf(db: Reader, source: string): string | null {
  return db.value<string>('SELECT position FROM cursor WHERE source = ?', source);
}

export function readyOutbox(db: Reader): number[] {
  return db.column<number>("SELECT op_seq FROM outbox WHERE state = 'ready' ORDER BY op_seq");
}

export function opsOfCorrelation(
  db: Reader,
  correlation: string,
): { readonly seq: number; readonly kind: string }[] {
  return db.all('SELECT seq, entity_kind AS kind FROM op WHERE correlation = ? ORDER BY seq', correlation);
}
