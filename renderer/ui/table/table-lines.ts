import type { TableGroup } from './table-types.ts';

/** One drawn line: a data row by its index in the source, or a group's header. */
export type TableLine =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'group'; readonly group: TableGroup; readonly open: boolean };

interface Stretch {
  readonly firstLine: number;
  readonly lines: number;
  readonly group: TableGroup | null;
  readonly firstRow: number;
}

/** Maps drawn lines to source rows and back without a list as long as the table. */
export interface TableLines {
  readonly count: number;
  at(line: number): TableLine | null;
  /** The line of a source row; null when its group is collapsed. */
  lineOfRow(index: number): number | null;
}

/** Rows outside every group are drawn where they stand. Groups come ascending and don't overlap. */
export function layLines(
  total: number,
  groups: readonly TableGroup[],
  collapsed: ReadonlySet<string>,
): TableLines {
  const stretches: Stretch[] = [];
  let line = 0;
  let row = 0;
  const push = (group: TableGroup | null, lines: number, firstRow: number) => {
    if (lines <= 0) return;
    stretches.push({ firstLine: line, lines, group, firstRow });
    line += lines;
  };
  for (const group of groups) {
    push(null, group.start - row, row);
    push(group, 1, group.start);
    const end = Math.min(total, group.start + group.count);
    if (!collapsed.has(group.id)) push(null, end - group.start, group.start);
    row = Math.max(row, end);
  }
  push(null, total - row, row);
  const stretchOf = (wanted: number): Stretch | null => {
    let low = 0;
    let high = stretches.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const stretch = stretches[middle];
      if (stretch === undefined) return null;
      if (wanted < stretch.firstLine) high = middle - 1;
      else if (wanted >= stretch.firstLine + stretch.lines) low = middle + 1;
      else return stretch;
    }
    return null;
  };
  return {
    count: line,
    at(wanted) {
      const stretch = stretchOf(wanted);
      if (stretch === null) return null;
      if (stretch.group !== null) {
        return { kind: 'group', group: stretch.group, open: !collapsed.has(stretch.group.id) };
      }
      return { kind: 'row', index: stretch.firstRow + wanted - stretch.firstLine };
    },
    lineOfRow(index) {
      for (const stretch of stretches) {
        const offset = index - stretch.firstRow;
        if (stretch.group === null && offset >= 0 && offset < stretch.lines)
          return stretch.firstLine + offset;
      }
      return null;
    },
  };
}
