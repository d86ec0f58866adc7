import type { Token } from './merge-tokens.ts';

/** One side of a merge: its lines in order, and by key. */
export interface Side {
  readonly tokens: readonly Token[];
  readonly byKey: ReadonlyMap<string, Token>;
  /** Keys of lines it added or put at a new place. */
  readonly placed: ReadonlySet<string>;
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
  return { tokens, byKey, placed, beside };
}

/** Plain text that only one side has is known by its text, which may occur often. */
export function isPlainText(token: Token): boolean {
  return token.key.startsWith('=');
}
