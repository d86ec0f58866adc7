import { type RowReading, type RowRules, readRow } from './read-row.ts';

/** Reads the line of one row, whose content begins at `from`. */
export type ReadRow = (line: string, from: number) => RowReading;

/** Remembers what rows say, so that an edit of a table reads one row of it. */
export interface RowCache {
  /** For a table of so many rows. */
  table(rules: RowRules, rows: number): ReadRow;
}

const ROWS_KEPT = 60_000;
/** Rows that a table had before and has no more are kept up to as many as it has, and so many. */
const SPARE = 2_000;

type Rows = Map<string, { readonly from: number; readonly reading: RowReading }>;

/** The same line under the same rules says the same: rows are known by the whole of both. */
export function createRowCache(): RowCache {
  const tables = new Map<string, Rows>();
  return {
    table(rules, count) {
      const key = JSON.stringify(rules);
      const known = tables.get(key);
      const rows: Rows = known === undefined || known.size > 2 * count + SPARE ? new Map() : known;
      tables.delete(key);
      tables.set(key, rows);
      dropOldest(tables);
      return (line, from) => {
        const row = rows.get(line);
        if (row !== undefined && row.from === from) return row.reading;
        // A slice keeps its whole parent string alive in V8: one row per version would keep every version.
        const own = ` ${line}`.slice(1);
        const reading = readRow(own, from, rules);
        rows.set(own, { from, reading });
        return reading;
      };
    },
  };
}

function dropOldest(tables: Map<string, Rows>): void {
  let count = 0;
  for (const rows of tables.values()) count += rows.size;
  for (const [oldest, rows] of tables) {
    if (count <= ROWS_KEPT || tables.size === 1) return;
    tables.delete(oldest);
    count -= rows.size;
  }
}

/** For a single reading: remembers nothing. */
export const noRowCache: RowCache = {
  table: (rules) => (line, from) => readRow(line, from, rules),
};
