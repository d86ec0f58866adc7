import { headingLevel } from './line-kinds.ts';
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
