import { fromSpreadsheetText } from '../../../../core/kernel/spreadsheet-text.ts';
import type { CellBlock } from '../table-types.ts';
import { spreadCells } from './spread-cells.ts';

/**
 * The cells on the clipboard, row by row: of an HTML table where there is one (spreadsheets and pages offer it), else
 * tab-separated text as spreadsheets write it, quoted cells included. Text without a tab is one column of lines. Blank
 * rows count, but for those at the end.
 */
export function clipboardBlock(clipboard: Pick<DataTransfer, 'getData'>): CellBlock {
  const html = clipboard.getData('text/html');
  const table =
    html === '' ? null : new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const block =
    table === null ? separated(clipboard.getData('text/plain')) : spreadCells([...table.rows].map(cellsOf));
  const last = block.findLastIndex((row) => row.some((cell) => cell !== ''));
  return block.slice(0, last + 1).map((row) => row.map(fromSpreadsheetText));
}

function cellsOf(row: HTMLTableRowElement) {
  return [...row.cells].map(({ textContent, colSpan, rowSpan }) => ({
    text: (textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
    colSpan,
    rowSpan,
  }));
}

/** Tab-separated lines; a cell in double quotes may hold tabs, line ends and doubled quotes. */
function separated(text: string): CellBlock {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*))(\t|\r?\n|$)/g,
  )) {
    row.push((quoted?.replaceAll('""', '"').replaceAll(/\s+/g, ' ') ?? plain ?? '').trim());
    if (end === '\t') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
