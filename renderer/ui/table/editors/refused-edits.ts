import { holdPage } from '../../inputs/unsaved-text.ts';

/** What was typed into a cell and refused; kept for as long as the window lives, or until it is dismissed. */
export interface RefusedEdit {
  readonly value: string;
  readonly reason: string;
}

/** The oldest goes first beyond this. */
const LIMIT = 200;

const kept = new Map<string, RefusedEdit & { readonly rowId: string; readonly columnId: string }>();
let release: (() => void) | null = null;
const keyOf = (rowId: string, columnId: string) => JSON.stringify([rowId, columnId]);

export function keepRefused(rowId: string, columnId: string, edit: RefusedEdit): void {
  kept.delete(keyOf(rowId, columnId));
  kept.set(keyOf(rowId, columnId), { ...edit, rowId, columnId });
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - LIMIT))) kept.delete(oldest);
  release ??= holdPage();
}

export function forgetRefused(rowId: string, columnId: string): void {
  kept.delete(keyOf(rowId, columnId));
  if (kept.size > 0) return;
  release?.();
  release = null;
}

export function refusedEdit(rowId: string, columnId: string): RefusedEdit | null {
  return kept.get(keyOf(rowId, columnId)) ?? null;
}

/** Said where the field that shows it is not in sight. */
export function keptText(text: string): string {
  return `“${text}” was not saved; it is kept where it was typed until this page is closed.`;
}

/** All of them; a table shows those of its rows and columns. */
export function refusedEdits(): readonly (RefusedEdit & {
  readonly rowId: string;
  readonly columnId: string;
})[] {
  return [...kept.values()];
}
