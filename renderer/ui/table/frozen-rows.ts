/** Rows as a person sees them while new ones wait. */
export interface FrozenRows<Row> {
  readonly rows: readonly Row[];
  /** How many rows wait to be shown. */
  readonly waiting: number;
}

/**
 * Keeps the order a person is looking at: rows that were shown keep their places with their newest content,
 * rows that went are left out, new ones wait. With nothing held (null), everything as it came.
 */
export function freezeRows<Row>(
  shown: readonly string[] | null,
  fresh: readonly Row[],
  rowId: (row: Row) => string,
): FrozenRows<Row> {
  if (shown === null) return { rows: fresh, waiting: 0 };
  const byId = new Map(fresh.map((row) => [rowId(row), row]));
  const rows = shown.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  });
  return { rows, waiting: fresh.length - rows.length };
}
