import type { TableGroup } from './table-types.ts';

/** One drawn line: a data row by its index in the source, or a group's header. */
export type TableLine =
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'group'; readonly group: TableGroup; readonly open: boolean };

interface LineRun {
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
export function layoutLines(
  total: number,
  groups: readonly TableGroup[],
  collapsed: ReadonlySet<string>,
): TableLines {
  const runs: LineRun[] = [];
  let line = 0;
  let row = 0;
  const push = (group: TableGroup | null, lines: number, firstRow: number) => {
    if (lines <= 0) return;
    runs.push({ firstLine: line, lines, group, firstRow });
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
  const runAt = (wanted: number): LineRun | null => {
    let low = 0;
    let high = runs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle];
      if (run === undefined) return null;
      if (wanted < run.firstLine) high = middle - 1;
      else if (wanted >= run.firstLine + run.lines) low = middle + 1;
      else return run;
    }
    return null;
  };
  return {
    count: line,
    at(wanted) {
      const run = runAt(wanted);
      if (run === null) return null;
      if (run.group !== null) {
        return { kind: 'group', group: run.group, open: !collapsed.has(run.group.id) };
      }
      return { kind: 'row', index: run.firstRow + wanted - run.firstLine };
    },
    lineOfRow(index) {
      for (const run of runs) {
        const offset = index - run.firstRow;
        if (run.group === null && offset >= 0 && offset < run.lines) return run.firstLine + offset;
      }
      return null;
    },
  };
}
