import { caps } from '../../../ui/keys/platform.ts';
import type { MenuGroup } from '../../../ui/overlays/menu.tsx';
import type { CopyForm } from '../../../ui/table/clipboard/write-rows.ts';
import { formatCount } from '../../../ui/text/format.ts';
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

/** How a menu entry copies rows; null for the others. */
export function copyForm(entry: string): CopyForm | null {
  return entry === 'copy' ? 'table' : entry === 'copy-markdown' ? 'markdown' : null;
}
