/** Keys the kit's own parts answer, for the shortcut sheet; commands with keys come from the registry. */
export const kitKeys: readonly {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly keys: readonly string[] }[];
}[] = [
  {
    title: 'In lists',
    rows: [
      { title: 'Next and previous', keys: ['j', 'k'] },
      { title: 'First and last', keys: ['Home', 'End'] },
      { title: 'Open', keys: ['↵'] },
    ],
  },
  {
    title: 'In tables',
    rows: [
      { title: 'Move by cell', keys: ['↑', '↓', '←', '→'] },
      { title: 'Move by row', keys: ['j', 'k'] },
      { title: 'Edit the cell', keys: ['F2'] },
      { title: 'Put back what it said', keys: ['Esc'] },
      { title: 'Open the item', keys: ['↵'] },
      { title: 'Select the row', keys: ['Space'] },
      { title: 'Move the row, where rows have an order', keys: ['Alt ↑', 'Alt ↓'] },
      { title: 'Add a row below or above, where rows are edited', keys: ['Alt ↵', 'Alt Shift ↵'] },
      { title: 'Duplicate the row, where rows are edited', keys: ['Alt Shift ↓'] },
      { title: 'Delete the row, where rows are edited', keys: ['Delete'] },
      { title: 'Menu of the row', keys: ['Shift F10'] },
    ],
  },
  {
    title: 'In the side panel',
    rows: [
      { title: 'Previous and next item', keys: ['[', ']'] },
      { title: 'Close', keys: ['Esc'] },
    ],
  },
  { title: 'Messages', rows: [{ title: 'Go to the messages', keys: ['F6'] }] },
];
