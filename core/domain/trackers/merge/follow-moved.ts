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
 * What a side wrote below a line that the other side moved goes to where that line stands now. Null when the text above
 * stayed, and for a heading, which begins something of its own.
 */
export function anchorOf(side: Side, at: number, other: Side): Anchor | null {
  let blank: Token | null = null;
  for (let above = at; above >= 0; above -= 1) {
    const token = side.tokens[above];
    if (token === undefined) return null;
    if (above < at && token.key.startsWith('@') && token.text.trim() !== '' && other.byKey.has(token.key))
      return other.placed.has(token.key) ? { key: token.key, blank } : null;
    if (headingLevel(token) > 0) return null;
    if (above < at && token.text.trim() === '' && token.key.startsWith('@')) blank = token;
  }
  return null;
}

/** Puts what goes along with a line below it: lines of its item at once, what begins another below the whole item. */
export function withFollowing(
  lines: readonly Line[],
  following: ReadonlyMap<string, readonly Line[]>,
): Line[] {
  const out: Line[] = [];
  const waiting: { readonly item: string | null; readonly lines: readonly Line[] }[] = [];
  const putBefore = (next: Line | null) => {
    for (let last = waiting.at(-1); last !== undefined && !isOf(next, last.item); last = waiting.at(-1)) {
      waiting.pop();
      for (const one of last.lines) put(one);
    }
  };
  const put = (one: Line) => {
    putBefore(one);
    out.push(one);
    const item = one.token.within?.item ?? null;
    const own = following.get(one.token.key) ?? [];
    const others = own.filter((line) => !isOf(line, item));
    if (others.length > 0) waiting.push({ item, lines: others });
    for (const line of own) if (isOf(line, item)) put(line);
  };
  for (const one of lines) put(one);
  putBefore(null);
  return out;
}

function isOf(line: Line | null, item: string | null): boolean {
  for (let at = line?.token.within ?? null; at !== null; at = at.outer) if (at.item === item) return true;
  return false;
}
