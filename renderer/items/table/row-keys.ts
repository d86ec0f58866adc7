export type RowKey = 'add' | 'delete' | 'duplicate' | 'up' | 'down';

interface Pressed {
  readonly key: string;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** Keys that change whole rows. Letters stay free: on an editable cell they begin an edit. */
export function rowKey({ key, alt, shift }: Pressed): RowKey | null {
  const bare = key.replace(/^(?:(?:Alt|Shift)\+)+/, '');
  if (!alt && !shift && (bare === 'Delete' || bare === 'Backspace')) return 'delete';
  if (!alt) return null;
  if (bare === 'Enter') return 'add';
  if (bare === 'ArrowDown') return shift ? 'duplicate' : 'down';
  return bare === 'ArrowUp' && !shift ? 'up' : null;
}
