import type { CellBlock } from '../table-types.ts';

/** A cell of a table as a page writes it. Its row span is 0 where it reaches to the last row. */
export interface SpannedCell {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
}

/** Rows of cells as they are drawn: what spans several places has its text in the first and blanks in the others. */
export function spreadCells(rows: readonly (readonly SpannedCell[])[]): CellBlock {
  const block = rows.map((): string[] => []);
  for (const [top, cells] of rows.entries()) {
    let left = 0;
    for (const { text, colSpan, rowSpan } of cells) {
      while (block[top]?.[left] !== undefined) left += 1;
      const covered = rowSpan === 0 ? block.slice(top) : block.slice(top, top + rowSpan);
      for (const [down, row] of covered.entries())
        for (let right = 0; right < colSpan; right += 1)
          row[left + right] ??= down === 0 && right === 0 ? text : '';
      left += colSpan;
    }
  }
  return block.map((row) => Array.from(row, (cell: string | undefined) => cell ?? ''));
}
