import { showToast } from '../../feedback/toast.tsx';
import { formatCount } from '../../text/format.ts';
import type { TableColumn } from '../table-types.ts';
import { rowsAsCsv, rowsAsHtml, rowsAsMarkdown, rowsAsTsv } from './table-copy.ts';

/** How rows are put on the clipboard: for spreadsheets and documents, as a Markdown table, or as CSV. */
export type CopyForm = 'table' | 'markdown' | 'csv';

const written = { table: rowsAsTsv, markdown: rowsAsMarkdown, csv: rowsAsCsv } as const;

/** Puts rows on the clipboard, once they came, and says how many; null where they did not come. */
export async function writeRows<Row>(
  form: CopyForm,
  columns: readonly TableColumn<Row>[],
  asked: readonly Row[] | Promise<readonly Row[] | null>,
): Promise<void> {
  const rows = await asked;
  if (rows === null) {
    sayRowsMissing('Nothing was copied.');
    return;
  }
  const kinds = {
    'text/plain': new Blob([written[form](columns, rows)], { type: 'text/plain' }),
    ...(form === 'table'
      ? { 'text/html': new Blob([rowsAsHtml(columns, rows)], { type: 'text/html' }) }
      : {}),
  };
  try {
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    showToast({
      kind: 'done',
      text: `${formatCount(rows.length, 'row')} copied${form === 'csv' ? ' as CSV' : ''}.`,
    });
  } catch {
    showToast({
      kind: 'problem',
      text: 'The browser did not allow copying.',
      detail: 'Nothing was changed.',
    });
  }
}

/** Rows outside the loaded part of a table did not come, so that nothing is done with a part of them. */
export function sayRowsMissing(kept: string): void {
  showToast({ kind: 'problem', text: 'Not all of these rows could be read.', detail: `${kept} Try again.` });
}
