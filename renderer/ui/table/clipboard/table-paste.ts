import type { CellBlock } from '../table-types.ts';
import { harmless } from './table-copy.ts';

/**
 * The cells on the clipboard, row by row: of an HTML table where there is one (spreadsheets and pages offer it), else
 * tab-separated text as spreadsheets write it, quoted cells included. Text without a tab is one column of lines.
 */
export function clipboardBlock(clipboard: Pick<DataTransfer, 'getData'>): CellBlock {
  const html = clipboard.getData('text/html');
  const table =
    html === '' ? null : new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const block = table === null ? separated(clipboard.getData('text/plain')) : [...table.rows].map(cellsOf);
  return block.map((row) => row.map(armed)).filter((row) => row.some((cell) => cell !== ''));
}

function cellsOf(row: HTMLTableRowElement): string[] {
  return [...row.cells].flatMap((cell) => {
    const text = (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    return [text, ...Array.from({ length: cell.colSpan - 1 }, () => '')];
  });
}

/** Tab-separated lines; a cell in double quotes may hold tabs, line ends and doubled quotes. */
function separated(text: string): string[][] {
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

/** Takes off the apostrophe that copying puts before what a spreadsheet would run. */
function armed(text: string): string {
  return text.startsWith("'") && harmless(text.slice(1)) === text ? text.slice(1) : text;
}
