import { headingLevel } from './line-kinds.ts';
import type { Token } from './merge-tokens.ts';

/** One side of a merge: its lines in order, and by key. */
export interface Side {
  readonly tokens: readonly Token[];
  readonly byKey: ReadonlyMap<string, Token>;
  /** Keys of lines it added or put at a new place. */
  readonly placed: ReadonlySet<string>;
  /** By line: the nearest line above it that is a heading or, with words, one of the base; -1 for none. */
  readonly toldAbove: readonly number[];
  /** The lines around each line, blank ones left out. */
  readonly beside: ReadonlyMap<string, Neighbours>;
}

/** The lines around a line, by key, and what the upper one is called. */
export interface Neighbours {
  readonly above: string;
  readonly below: string;
  readonly title: string;
}

export function sideOf(tokens: readonly Token[], placed: ReadonlySet<string>): Side {
  const byKey = new Map<string, Token>();
  const beside = new Map<string, Neighbours>();
  for (const token of tokens) byKey.set(token.key, token);
  const said = tokens.filter(({ text }) => text.trim() !== '');
  for (const [index, token] of said.entries()) {
    const above = said[index - 1];
    beside.set(token.key, {
      above: above?.key ?? '',
      below: said[index + 1]?.key ?? '',
      title: above?.title ?? '',
    });
  }
  return { tokens, byKey, placed, toldAbove: toldAbove(tokens), beside };
}

function toldAbove(tokens: readonly Token[]): number[] {
  let last = -1;
  return tokens.map((token, at) => {
    const above = last;
    if (isOfBase(token) || headingLevel(token) > 0) last = at;
    return above;
  });
}

/** A line of the base, wherever it stands now; a blank one tells nothing. */
export function isOfBase({ key, text }: Token): boolean {
  return key.startsWith('@') && text.trim() !== '';
}

/** Plain text that only one side has is known by its text, which may occur often. */
export function isPlainText(token: Token): boolean {
  return token.key.startsWith('=');
}
