export type RowKey = 'add' | 'delete' | 'duplicate' | 'up' | 'down';

const KEYS: Readonly<Record<string, RowKey>> = {
  Delete: 'delete',
  Backspace: 'delete',
  'Alt+Enter': 'add',
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
  'Alt+Shift+ArrowDown': 'duplicate',
};

/** Keys that change whole rows. Letters stay free: on an editable cell they begin an edit. */
export function rowKey(key: string): RowKey | null {
  return KEYS[key] ?? null;
}
