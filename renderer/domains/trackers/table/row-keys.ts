export type RowKey = 'add' | 'add-above' | 'delete' | 'duplicate' | 'up' | 'down';

const KEYS: Readonly<Record<string, RowKey>> = {
  Delete: 'delete',
  Backspace: 'delete',
  'Alt+Enter': 'add',
  'Alt+Shift+Enter': 'add-above',
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
  'Alt+Shift+ArrowDown': 'duplicate',
};

/** Keys that change whole rows. Letters stay free: on an editable cell they begin an edit. */
export function rowKey(key: string): RowKey | null {
  return KEYS[key] ?? null;
}

export function isRowKey(entry: string): entry is RowKey {
  return Object.values(KEYS).some((means) => means === entry);
}
