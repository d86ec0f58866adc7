import canonicalize from 'canonicalize';
import type { Json } from './versioned-json.ts';

/**
 * The canonical text of a value by RFC 8785: one value, one text, whichever program writes it. The RFC has none for half
 * of a surrogate pair, which texts with broken bytes hold: such a value is written in the same way, with the escape that
 * JSON has for it, and no other program has to write that.
 */
export function canonicalJson(value: Json): string {
  return (isWellFormed(value) ? canonicalize(value) : undefined) ?? withHalves(value);
}

function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key.isWellFormed() && isWellFormed(inner));
}

function withHalves(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(withHalves).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([key, inner]) => `${JSON.stringify(key)}:${withHalves(inner)}`);
  return `{${parts.join(',')}}`;
}
