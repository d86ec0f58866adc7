/** What was typed into a cell and refused; kept for as long as the window lives, or until it is dismissed. */
export interface RefusedEdit {
  readonly value: string;
  readonly reason: string;
}

/** The oldest goes first beyond this. */
const LIMIT = 200;

const kept = new Map<string, RefusedEdit & { readonly rowId: string; readonly columnId: string }>();
const keyOf = (rowId: string, columnId: string) => JSON.stringify([rowId, columnId]);

export function keepRefused(rowId: string, columnId: string, edit: RefusedEdit): void {
  kept.delete(keyOf(rowId, columnId));
  kept.set(keyOf(rowId, columnId), { ...edit, rowId, columnId });
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - LIMIT))) kept.delete(oldest);
}

export function forgetRefused(rowId: string, columnId: string): void {
  kept.delete(keyOf(rowId, columnId));
}

/** All of them; a table shows those of its rows and columns. */
export function refusedEdits(): readonly (RefusedEdit & {
  readonly rowId: string;
  readonly columnId: string;
})[] {
  return [...kept.values()];
}
