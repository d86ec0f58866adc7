import { showToast } from '../../../ui/feedback/toast.tsx';
import { caps } from '../../../ui/keys/platform.ts';
import type { MenuGroup } from '../../../ui/overlays/menu.tsx';
import { rowsAsHtml, rowsAsMarkdown, rowsAsTsv } from '../../../ui/table/clipboard/table-copy.ts';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { formatCount } from '../../../ui/text/format.ts';
import type { Item } from '../model/rows.ts';
import type { RowKey } from './row-keys.ts';

export type RowMenuEntry = RowKey | 'open' | 'copy' | 'copy-markdown';

const keys = (chord: string) => caps(chord).join(' ');

/** What the menu of a row offers for `count` rows; moving and adding are about the one pressed. */
export function rowMenu(
  count: number,
  may: { readonly add: boolean; readonly move: boolean },
): readonly MenuGroup[] {
  const rows = count === 1 ? '' : ` ${formatCount(count, 'row')}`;
  const entry = (id: RowMenuEntry, label: string, chord?: string) => ({
    id,
    label,
    ...(chord === undefined ? {} : { keys: keys(chord) }),
  });
  return [
    { id: 'look', entries: [entry('open', 'Open', 'Enter')] },
    ...(may.add
      ? [
          {
            id: 'add',
            entries: [
              entry('add', 'Add a row below', 'Alt+Enter'),
              entry('add-above', 'Add a row above', 'Alt+Shift+Enter'),
            ],
          },
        ]
      : []),
    {
      id: 'place',
      entries: [
        ...(may.move
          ? [entry('up', 'Move up', 'Alt+ArrowUp'), entry('down', 'Move down', 'Alt+ArrowDown')]
          : []),
        entry('duplicate', `Duplicate${rows}`, 'Alt+Shift+ArrowDown'),
      ],
    },
    {
      id: 'copy',
      entries: [entry('copy', `Copy${rows} as a table`), entry('copy-markdown', `Copy${rows} as Markdown`)],
    },
    { id: 'delete', entries: [{ ...entry('delete', `Delete${rows}`, 'Delete'), danger: true }] },
  ];
}

/** Puts rows on the clipboard: as a table for spreadsheets and documents, or as a Markdown table. */
export async function copyRows(
  as: 'copy' | 'copy-markdown',
  columns: readonly TableColumn<Item>[],
  rows: readonly Item[],
): Promise<void> {
  const text = as === 'copy' ? rowsAsTsv(columns, rows) : rowsAsMarkdown(columns, rows);
  const kinds = {
    'text/plain': new Blob([text], { type: 'text/plain' }),
    ...(as === 'copy' ? { 'text/html': new Blob([rowsAsHtml(columns, rows)], { type: 'text/html' }) } : {}),
  };
  try {
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    showToast({ kind: 'done', text: `${formatCount(rows.length, 'row')} copied.` });
  } catch {
    showToast({
      kind: 'problem',
      text: 'The browser did not allow copying.',
      detail: 'Nothing was changed.',
    });
  }
}
