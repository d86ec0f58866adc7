import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Json } from '../../kernel/versioned-json.ts';

/** Whether two plain values say the same, whatever the order of their keys. */
export const sameJson = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b);
