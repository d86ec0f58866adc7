import { useMemo, useState } from 'react';
import {
  type ItemColumn,
  labelByRows,
  showFilled,
  trackerColumns,
} from '../../domains/trackers/model/columns.ts';
import type { Item, Outline } from '../../domains/trackers/model/rows.ts';

/** The document's columns; which of them show at first is judged once, by its rows before any filter. */
export function useShownColumns(
  outline: Outline,
  rows: readonly Item[],
  filtered: boolean,
): readonly ItemColumn[] {
  const [sample, setSample] = useState<readonly Item[]>([]);
  if (sample.length === 0 && rows.length > 0 && !filtered) setSample(rows);
  return useMemo(
    () => showFilled(labelByRows(trackerColumns(outline.columns), sample), sample),
    [outline.columns, sample],
  );
}
