/** Entries of one object or list that are drawn before one asks for more. */
export const ENTRIES_AT_ONCE = 100;
/** Longer ones are folded at first. */
const FOLDED_FROM = 20;
/** Deeper ones are folded at first. */
const OPEN_DEPTH = 2;

/** What an object or a list holds, by key or by place; null for a value that holds nothing. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value);
}

export function startsOpen(count: number, depth: number): boolean {
  return depth === 0 || (depth <= OPEN_DEPTH && count <= FOLDED_FROM);
}

/** "{3}", "[120]": what a folded one holds. */
export function brief(value: unknown, count: number): string {
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}
