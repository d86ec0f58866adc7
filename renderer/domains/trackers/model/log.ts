import { localDay } from '../../../../core/kernel/time.ts';
import { dayText } from './days.ts';
import type { LogRow } from './rows.ts';

export interface LogDay {
  /** ISO day, or '' for lines that state none. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly LogRow[];
}

export type LogSource = LogRow['source'];

export const LOG_SOURCES: Readonly<Record<LogSource, string>> = {
  document: 'In the document',
  here: 'Edited here',
  outside: 'Changed outside',
};

/** Day of a row: of what was seen here in the person's own time zone, else the one it states. */
function dayOf(row: LogRow): string {
  return row.at === null ? (row.date ?? '') : localDay(row.at);
}

/** Newest day first; within a day the order they came in. Lines without any date stand last. */
export function logByDay(rows: readonly LogRow[], sources: ReadonlySet<LogSource>): readonly LogDay[] {
  const days = new Map<string, LogRow[]>();
  for (const row of rows) {
    if (sources.size > 0 && !sources.has(row.source)) continue;
    const day = dayOf(row);
    const known = days.get(day);
    if (known === undefined) days.set(day, [row]);
    else known.push(row);
  }
  return [...days]
    .toSorted(([a], [b]) => (a === b ? 0 : a === '' ? 1 : b === '' ? -1 : a < b ? 1 : -1))
    .map(([id, list]) => ({ id, title: id === '' ? 'Without a date' : dayText(id), rows: list }));
}
