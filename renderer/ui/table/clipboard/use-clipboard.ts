import type { ClipboardEvent } from 'react';
import { announce } from '../../feedback/live-region.tsx';
import { formatCount } from '../../text/format.ts';
import { rowAt } from '../active-cell.ts';
import type { PlacedColumn } from '../column-layout.ts';
import { rowsBetween } from '../rows-between.ts';
import type { TableLines } from '../table-lines.ts';
import type { CellBlock, DataTableProps, TableSource } from '../table-types.ts';
import { rowsAsCsv, rowsAsHtml, rowsAsTsv } from './table-copy.ts';
import { clipboardBlock } from './table-paste.ts';
import { sayRowsMissing, writeRows } from './write-rows.ts';

interface ClipboardOptions<Row> {
  readonly props: DataTableProps<Row>;
  readonly source: TableSource<Row>;
  readonly lines: TableLines;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly selected: ReadonlySet<string>;
  /** The active cell. */
  readonly line: number;
  readonly column: number;
}

/** Copies the selected rows as a table, or the active cell's text; pastes a block of cells from the active one on. */
export function useClipboard<Row>(deps: ClipboardOptions<Row>) {
  const { props, source, lines, placed, selected, line, column } = deps;
  // Where a press left the caret in a cell, the browser aims at that cell; an editor keeps its own clipboard.
  const isOwn = (event: ClipboardEvent) =>
    event.target instanceof Element &&
    event.target.closest('input, textarea') === null &&
    getSelection()?.isCollapsed !== false;

  const onCopy = (event: ClipboardEvent) => {
    if (!isOwn(event)) return;
    const shown = placed.map((one) => one.column);
    const chosen = props.selectedRows?.() ?? source.rows.filter((row) => selected.has(props.rowId(row)));
    const active = rowAt(lines, source, line);
    event.preventDefault();
    if (chosen instanceof Promise) {
      void writeRows('table', shown, chosen);
    } else if (chosen.length > 0) {
      event.clipboardData.setData('text/plain', rowsAsTsv(shown, chosen));
      event.clipboardData.setData('text/csv', rowsAsCsv(shown, chosen));
      event.clipboardData.setData('text/html', rowsAsHtml(shown, chosen));
      announce(`${formatCount(chosen.length, 'row')} copied`);
    } else if (active !== null) {
      event.clipboardData.setData('text/plain', placed[column]?.column.value(active) ?? '');
      announce('cell copied');
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    if (!isOwn(event) || props.onPaste === undefined || rowAt(lines, source, line) === null) return;
    const block = clipboardBlock(event.clipboardData);
    if (block.length === 0) return;
    event.preventDefault();
    void pasteOver(props.onPaste, block);
  };

  const pasteOver = async (paste: NonNullable<typeof props.onPaste>, block: CellBlock) => {
    const over = placed.slice(column).map((one) => one.column);
    const rows = await rowsBetween(lines, source, line, lines.count - 1, block.length);
    if (rows === null) sayRowsMissing('Nothing was pasted.');
    else paste(block, rows, over);
  };

  return { onCopy, onPaste };
}
