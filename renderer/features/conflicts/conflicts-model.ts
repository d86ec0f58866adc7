import type { RowOf } from '../../../core/contract/index.ts';
import { formatDay } from '../../ui/text/format.ts';

export type Conflict = RowOf<'conflicts.list'>;
export type Keep = 'mine' | 'theirs';

/** What a value shows: an absent one says so, an empty one too. */
export function valueText(value: string | null): string {
  if (value === null) return 'not there';
  return value === '' ? 'empty' : formatDay(value);
}

/** Who wrote a side; a file changed outside doesn't say by whom. */
export function authorText(who: string): string {
  return who === 'outside' ? 'someone outside' : who;
}

/** Whose value stands in the file now; null when it is neither's (prose that keeps both). */
export function currentSide(conflict: Conflict): Keep | null {
  if (conflict.current === conflict.theirs.value) return 'theirs';
  return conflict.current === conflict.mine.value ? 'mine' : null;
}

/** "The file says theirs (Ines). Yours is kept here." */
export function currentSideText(conflict: Conflict): string {
  const now = currentSide(conflict);
  const they = authorText(conflict.theirs.who);
  if (now === 'theirs') return `The file says what ${they} wrote. Yours is kept here.`;
  if (now === 'mine') return `The file says what you wrote. What ${they} wrote is kept here.`;
  if (conflict.current === null) return 'The file says neither of them now. Both are kept here.';
  const saysBoth = [conflict.mine.value, conflict.theirs.value].every(
    (value) => value !== null && conflict.current?.includes(value),
  );
  return saysBoth ? 'The file says both.' : 'The file says something else now. Both values are kept here.';
}

/** "root kept what someone outside wrote". */
export function resolvedText(by: string, keep: Keep, theirs: string): string {
  return `${by} kept ${keep === 'mine' ? 'what was written here' : `what ${authorText(theirs)} wrote`}`;
}

/** The next open conflict after one was decided, so that a row of them can be worked by key. */
export function nextOpen(conflicts: readonly Conflict[], decided: string): string | null {
  const open = conflicts.filter((conflict) => conflict.resolved === null || conflict.id === decided);
  const at = open.findIndex((conflict) => conflict.id === decided);
  return (open[at + 1] ?? open[at - 1])?.id ?? null;
}

/** Word-level pieces of two values: what both share at the ends is muted, what differs is marked. */
export function differing(
  value: string,
  other: string,
): { readonly start: string; readonly middle: string; readonly end: string } {
  const words = value.split(/(\s+)/);
  const others = other.split(/(\s+)/);
  let from = 0;
  while (from < words.length && from < others.length && words[from] === others[from]) from += 1;
  let to = 0;
  while (
    to < words.length - from &&
    to < others.length - from &&
    words[words.length - 1 - to] === others[others.length - 1 - to]
  ) {
    to += 1;
  }
  return {
    start: words.slice(0, from).join(''),
    middle: words.slice(from, words.length - to).join(''),
    end: words.slice(words.length - to).join(''),
  };
}

/** The conflict before or after; the first when none is marked, null past the ends. */
export function neighbourOf(conflicts: readonly Conflict[], id: string | null, step: 1 | -1): string | null {
  const at = conflicts.findIndex((conflict) => conflict.id === id);
  return (at < 0 ? conflicts[0] : conflicts[at + step])?.id ?? null;
}
