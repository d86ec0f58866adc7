import type { TableColumn } from './table-types.ts';

/**
 * A spreadsheet runs text that begins like a formula; an apostrophe keeps it text.
 * Plain numbers with a sign stay numbers.
 */
export function harmless(text: string): string {
  if (/^[-+]\d+(?:[.,]\d+)*%?$/.test(text)) return text;
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tsvCell(text: string): string {
  return harmless(text.replaceAll(/[\t\r\n]+/g, ' '));
}

function lines<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  cell: (text: string) => string,
  separator: string,
  end: string,
): string {
  const head = columns.map((column) => cell(column.label)).join(separator);
  const body = rows.map((row) => columns.map((column) => cell(column.value(row))).join(separator));
  return [head, ...body].join(end) + end;
}

/** RFC 4180 with a header line, formulas disarmed. */
export function rowsAsCsv<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  return lines(columns, rows, csvCell, ',', '\r\n');
}

/** Tab-separated with a header line: what spreadsheets take from the clipboard. */
export function rowsAsTsv<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  return lines(columns, rows, tsvCell, '\t', '\n');
}
