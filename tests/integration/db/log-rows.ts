import type { Reader } from '../../../db/handle.ts';

/** The ops of one decision, which nothing in the product asks for by its correlation yet. */
export function opsOfCorrelation(
  db: Reader,
  correlation: string,
): { readonly seq: number; readonly kind: string }[] {
  return db.all('SELECT seq, entity_kind AS kind FROM op WHERE correlation = ? ORDER BY seq', correlation);
}
