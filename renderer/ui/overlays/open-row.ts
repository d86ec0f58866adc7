/** The row that a side panel is about, and how the panel goes on to the rows beside it. */
export function openRow<Row extends { readonly id: string }>(
  rows: readonly Row[],
  openId: string | null,
  onOpen: (id: Row['id']) => void,
) {
  const at = rows.findIndex(({ id }) => id === openId);
  const stepTo = (row: Row | undefined) => (row === undefined ? undefined : () => onOpen(row.id));
  return {
    open: rows[at] ?? null,
    onPrevious: stepTo(rows[at - 1]),
    onNext: at === -1 ? undefined : stepTo(rows[at + 1]),
  };
}
