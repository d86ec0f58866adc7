import type { ParsedDocument, ParsedItem } from '../model.ts';
import { wellFormed } from '../text/well-formed.ts';

/** So many items of a document are looked for one by one: an index of ten thousand is not worth one edit. */
const WITHOUT_INDEX = 20;

interface Lookups {
  count: number;
  index: ReadonlyMap<string, ParsedItem> | null;
}

/** Documents don't change, so that many lookups in one share an index. */
const lookups = new WeakMap<ParsedDocument, Lookups>();

export function itemAt(doc: ParsedDocument, address: string): ParsedItem | null {
  const own = lookups.get(doc) ?? { count: 0, index: null };
  lookups.set(doc, own);
  own.count += 1;
  if (own.count <= WITHOUT_INDEX) return doc.items.find((item) => item.address === address) ?? null;
  own.index ??= new Map(doc.items.map((item) => [item.address, item]));
  return own.index.get(address) ?? null;
}

/** By the address that is kept and shown, which is well-formed where bytes that are no UTF-8 stand in the document's own. */
export function itemShownAt(doc: ParsedDocument, address: string): ParsedItem | null {
  return itemAt(doc, address) ?? doc.items.find((item) => wellFormed(item.address) === address) ?? null;
}
