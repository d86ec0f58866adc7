import { z } from 'zod';
import { StoredTableLayout } from '../../../bridge/layout.ts';
import type { TableLayout } from '../../../ui/table/table-types.ts';
import type { ItemColumn } from '../model/columns.ts';
import type { Sort } from '../model/filter.ts';

/** What is remembered of one table. `null`: nothing arranged yet, the columns' own defaults hold. */
export const ArrangedTable = StoredTableLayout.nullable();

export const CollapsedGroups = z.array(z.string()).max(2000);

export function layoutFor(arranged: TableLayout | null, columns: readonly ItemColumn[]): TableLayout {
  if (arranged !== null) return arranged;
  return {
    order: [],
    hidden: columns.filter((column) => !column.initially).map((column) => column.id),
    widths: {},
  };
}

/** The engine's sort for a column pressed; null for a column nothing sorts by. */
export function sortByColumn(columns: readonly ItemColumn[], id: string, descending: boolean): Sort | null {
  const key = columns.find((column) => column.id === id)?.sort ?? null;
  return key === null ? null : { by: key, descending };
}

/** The column that shows an engine's sort; null in document order. */
export function columnOfSort(
  columns: readonly ItemColumn[],
  sort: Sort,
): { readonly by: string; readonly descending: boolean } | null {
  const column = columns.find((each) => each.sort === sort.by);
  return column === undefined ? null : { by: column.id, descending: sort.descending };
}
