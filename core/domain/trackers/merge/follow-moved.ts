import { headingLevel } from './line-kinds.ts';
import type { Line } from './merge-order.ts';
import type { Side } from './merge-sides.ts';
import type { Token } from './merge-tokens.ts';

/** The moved line that a line goes along with, and the blank line that parts them, if any. */
export interface Anchor {
  readonly key: string;
  readonly blank: Token | null;
}

/**
 * Where what a side wrote goes, by line: with the line above it that the other side moved, to where that stands now. Null
 * when the text above stayed, and for a heading, which begins something of its own.
 */
export function anchorsOf(side: Side, other: Side): readonly (Anchor | null)[] {
  let above: Anchor | null = null;
  return side.tokens.map((token) => {
    const own = headingLevel(token) > 0 ? null : above;
    const isBlank = token.text.trim() === '';
    if (token.key.startsWith('@') && !isBlank && other.byKey.has(token.key))
      above = other.placed.has(token.key) ? { key: token.key, blank: null } : null;
    else if (headingLevel(token) > 0) above = null;
    else if (above !== null && above.blank === null && isBlank && token.key.startsWith('@'))
      above = { ...above, blank: token };
    return own;
  });
}

/** Puts what goes along with a line below it: lines of its item at once, what begins another below the whole item. */
export function withFollowing(
  lines: readonly Line[],
  following: ReadonlyMap<string, readonly Line[]>,
): Line[] {
  const out: Line[] = [];
  const waiting: { readonly item: string | null; readonly lines: readonly Line[] }[] = [];
  const put = (first: readonly Line[]) => {
    // A stack of its own: lines that go along with each other may be as many as the document has.
    const next = first.toReversed();
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      const last = waiting.at(-1);
      if (last !== undefined && !isOf(one, last.item)) {
        waiting.pop();
        next.push(one);
        for (const line of last.lines.toReversed()) next.push(line);
        continue;
      }
      out.push(one);
      const item = one.token.within?.item ?? null;
      const own = following.get(one.token.key) ?? [];
      const others = own.filter((line) => !isOf(line, item));
      if (others.length > 0) waiting.push({ item, lines: others });
      for (const line of own.toReversed()) if (isOf(line, item)) next.push(line);
    }
  };
  put(lines);
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) put(last.lines);
  return out;
}

function isOf(line: Line, item: string | null): boolean {
  for (let at = line.token.within; at !== null; at = at.outer) if (at.item === item) return true;
  return false;
}
