import type { Reader } from '../handle.ts';
import { PROJECTION_TABLES, type ProjectionRow, projectionRows } from './projections.ts';

export interface ProjectionDifference {
  readonly table: string;
  readonly row: string;
  readonly detail: string;
}

const ROWS_PER_STEP = 5000;

/** Compares all projections row by row. Yields after each batch of rows; returns the first difference, or null. */
export function* compareProjections(
  stored: Reader,
  replayed: Reader,
): Generator<string, ProjectionDifference | null, void> {
  for (const table of PROJECTION_TABLES) {
    const left = projectionRows(stored, table);
    const right = projectionRows(replayed, table);
    try {
      for (let count = 1; ; count += 1) {
        const [a, b] = [left.next(), right.next()];
        if (a.done === true && b.done === true) break;
        const detail = difference(a.done === true ? null : a.value, b.done === true ? null : b.value);
        if (detail !== null) {
          const row: ProjectionRow = a.done === true ? (b.done === true ? {} : b.value) : a.value;
          return { table: table.name, row: table.key.map((name) => String(row[name])).join(' '), detail };
        }
        if (count % ROWS_PER_STEP === 0) yield table.name;
      }
    } finally {
      left.return?.();
      right.return?.();
    }
    yield table.name;
  }
  return null;
}

function difference(stored: ProjectionRow | null, replayed: ProjectionRow | null): string | null {
  if (stored === null) return 'replay gives a row that is not stored';
  if (replayed === null) return 'a stored row is not given by replay';
  for (const [column, value] of Object.entries(stored)) {
    const other = replayed[column];
    if (value !== other) return `${column} is ${brief(value)}, replay gives ${brief(other)}`;
  }
  return null;
}

function brief(value: string | number | null | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
