import type { TableRow } from '../../text/blocks.ts';
import type { KnownTable } from './known-table.ts';
import { type RowReading, type RowRules, readRow } from './read-row.ts';

/** Reads the line of one row, whose content begins at `from`. */
export type ReadRow = (line: string, from: number) => RowReading;

/** Remembers what rows say, so that an edit of a table reads one row of it. */
export interface RowCache {
  /** For a table of so many rows. */
  table(rules: RowRules, rows: number): ReadRow;
  /** Tables as they were last read, by their header. */
  readonly tables: WeakMap<TableRow, KnownTable>;
}

const ROWS_KEPT = 60_000;
/** Rows that a table had before and has no more are kept up to as many as it has, and so many. */
const SPARE = 2_000;

interface Row {
  readonly line: string;
  readonly from: number;
  readonly reading: RowReading;
  /** The row below it in the last reading: comparing with the one expected is several times cheaper than hashing. */
  next: Row | null;
}

type Rows = Map<string, Row>;

/** The same line under the same rules says the same: rows are known by the whole of both. */
export function createRowCache(): RowCache {
  const tables = new Map<string, Rows>();
  return {
    tables: new WeakMap(),
    table(rules, count) {
      const key = JSON.stringify(rules);
      const known = tables.get(key);
      const rows: Rows = known === undefined || known.size > 2 * count + SPARE ? new Map() : known;
      tables.delete(key);
      tables.set(key, rows);
      dropOldest(tables);
      let above: Row | null = null;
      return (line, from) => {
        const expected: Row | null = above === null ? null : above.next;
        const isExpected = expected !== null && expected.line === line && expected.from === from;
        const row: Row = isExpected ? expected : rowOf(rows, line, from, rules);
        if (above !== null) above.next = row;
        above = row;
        return row.reading;
      };
    },
  };
}

function rowOf(rows: Rows, line: string, from: number, rules: RowRules): Row {
  const known = rows.get(line);
  if (known !== undefined && known.from === from) return known;
  // A slice keeps its whole parent string alive in V8: one row per version would keep every version.
  const own = ` ${line}`.slice(1);
  const row = { line: own, from, reading: readRow(own, from, rules), next: null };
  rows.set(own, row);
  return row;
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
  tables: new WeakMap(),
  table: (rules) => (line, from) => readRow(line, from, rules),
};
