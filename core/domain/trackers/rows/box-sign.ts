import type { Field } from '../model.ts';

/** The character in a box that is neither ticked nor empty: `/` of `[/]`; null for any other. */
export function boxSign({ kind, raw, value }: Pick<Field, 'kind' | 'raw' | 'value'>): string | null {
  return kind === 'check' && value === 'false' && /^[^\s☐⬜]$/u.test(raw) ? raw : null;
}
