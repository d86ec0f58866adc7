import { useMemo } from 'react';
import {
  fitToRows,
  type ItemColumn,
  labelByRows,
  showFilled,
  tellApart,
  trackerColumns,
} from '../../domains/trackers/model/columns.ts';
import type { Item, Outline } from '../../domains/trackers/model/rows.ts';
import { useFirstRows } from '../../domains/trackers/use-first-rows.ts';

/** The document's columns; which of them show at first is judged once, by its rows before any filter. */
export function useShownColumns(
  outline: Outline,
  rows: readonly Item[],
  filtered: boolean,
): readonly ItemColumn[] {
  const sample = useFirstRows(rows, filtered);
  return useMemo(
    () =>
      fitToRows(showFilled(tellApart(labelByRows(trackerColumns(outline.columns), sample)), sample), sample),
    [outline.columns, sample],
  );
}
