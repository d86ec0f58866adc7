import { asSpreadsheetText } from '../../../../core/kernel/spreadsheet-text.ts';
import type { TableColumn } from '../table-types.ts';

function csvCell(text: string): string {
  const safe = asSpreadsheetText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tsvCell(text: string): string {
  return asSpreadsheetText(text.replaceAll(/[\t\r\n]+/g, ' '));
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

function htmlCell(text: string): string {
  return asSpreadsheetText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A table for documents and mail, with a header line. */
export function rowsAsHtml<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => `<th>${htmlCell(column.label)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${columns.map((column) => `<td>${htmlCell(column.value(row))}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function markdownCell(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/(?<!\\)\|/g, '\\|');
}

/** A Markdown table, as trackers have it. */
export function rowsAsMarkdown<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map((column) => markdownCell(column.label))),
    line(columns.map((column) => (column.align === 'end' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => markdownCell(column.value(row))))),
  ].join('');
}
