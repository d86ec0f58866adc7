import { useState } from 'react';
import type { Item } from './model/rows.ts';

/** Kinds met so far in the rows shown: a filter may narrow the rows, never what it offers. */
export function useSeenKinds(rows: readonly Item[]): readonly string[] {
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const fresh = [...new Set(rows.map((row) => row.kind))].filter((kind) => !kinds.includes(kind));
  if (fresh.length > 0) setKinds([...kinds, ...fresh]);
  return kinds;
}
