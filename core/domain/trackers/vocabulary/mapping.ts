import { z } from 'zod';
import { CanonicalState } from './states.ts';

/** What a person said about the tables of one header; it wins over what is said of the whole document. */
export const TableMapping = z.object({
  /** Whether its rows are items; null leaves that to the reading. */
  followed: z.boolean().nullable(),
  /** As below. */
  columns: z.record(z.string(), z.string()),
});
export type TableMapping = z.output<typeof TableMapping>;

/** What a person said about columns and words; wins over profile and guesses. */
export const TrackerMapping = z.object({
  /** Column label -> field name (`name`, `status`, `date`, `owner`, `notes`, or a slug); `ignore` leaves it alone. */
  columns: z.record(z.string(), z.string()),
  /** Status word -> state. */
  words: z.record(z.string(), CanonicalState),
  /** By the shape of the header, so that it also fits the next file with such a table. Older mappings have none. */
  tables: z.record(z.string(), TableMapping).optional(),
});
export type TrackerMapping = z.output<typeof TrackerMapping>;

/** Tables with the same column labels in the same order are of one shape, whatever their case. */
export function shapeOfHeader(labels: readonly string[]): string {
  return labels.map(comparable).join(' | ');
}

/** Whether two headers call a column the same, as `shapeOfHeader` compares them. */
export function isSameLabel(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** What stands in brackets counts: "Date (planned)" and "Date (actual)" are two columns of one table. */
function comparable(label: string): string {
  return label.trim().toLowerCase();
}

/** What a person said of the tables of this header, if anything. */
export function saidOfTable(mapping: TrackerMapping | null, labels: readonly string[]): TableMapping | null {
  const { tables = {} } = mapping ?? {};
  const shape = shapeOfHeader(labels);
  return Object.hasOwn(tables, shape) ? (tables[shape] ?? null) : null;
}

/** What a person said a column of this label is. */
export function saidOfColumn(
  mapping: TrackerMapping | null,
  table: TableMapping | null,
  label: string,
): string | null {
  for (const columns of [table?.columns ?? {}, mapping?.columns ?? {}]) {
    const said = Object.entries(columns);
    // Two columns may differ by case alone.
    const found =
      said.find(([name]) => name === label) ?? said.find(([name]) => isSameLabel(name, label)) ?? null;
    if (found !== null) return found[1];
  }
  return null;
}
