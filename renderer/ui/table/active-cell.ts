import type { TableLines } from './table-lines.ts';
import type { TableSource } from './table-types.ts';

/** The header is line -1. */
export const headerLine = -1;

/** Where the keyboard stands. The row's id, where known, wins over the line: rows move, focus stays on the row. */
export interface ActiveCell {
  readonly line: number;
  readonly rowId: string | null;
  readonly column: number;
}

/** The source row drawn at a line; null for headers and rows outside the window. */
export function rowAt<Row>(lines: TableLines, source: TableSource<Row>, line: number): Row | null {
  const found = lines.at(line);
  if (found === null || found.kind === 'group') return null;
  return source.rows[found.index - source.start] ?? null;
}

/** The line an active cell is at after the data changed. */
export function activeLine<Row>(
  active: ActiveCell,
  lines: TableLines,
  source: TableSource<Row>,
  rowId: (row: Row) => string,
): number {
  const clamped = Math.max(headerLine, Math.min(lines.count - 1, active.line));
  if (active.rowId === null || active.line === headerLine) return clamped;
  const here = rowAt(lines, source, clamped);
  if (here !== null && rowId(here) === active.rowId) return clamped;
  const index = source.rows.findIndex((row) => rowId(row) === active.rowId);
  return index === -1 ? clamped : (lines.lineOfRow(source.start + index) ?? clamped);
}
