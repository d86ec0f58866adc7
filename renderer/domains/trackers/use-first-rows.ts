import { useState } from 'react';
import type { Item } from './model/rows.ts';

/** The first rows there were before any filter: what columns are judged by once, so that they stay as they are. */
export function useFirstRows(rows: readonly Item[], filtered: boolean): readonly Item[] {
  const [sample, setSample] = useState<readonly Item[]>([]);
  if (sample.length === 0 && rows.length > 0 && !filtered) setSample(rows);
  return sample;
}
