import { isDelimiter } from './align-tokens.ts';
import type { Line } from './merge-order.ts';
import type { Token } from './merge-tokens.ts';

/** The head of a table: the names of its columns and the dashes below. */
export interface TableHead {
  readonly names: Token;
  readonly dashes: Token;
}

/** The head above each row of a table. */
export function headsIn(tokens: readonly Token[]): (readonly [Token, TableHead])[] {
  const heads: (readonly [Token, TableHead])[] = [];
  let head: TableHead | null = null;
  for (const [at, token] of tokens.entries()) {
    const names = tokens[at - 1];
    if (!token.text.includes('|')) head = null;
    else if (names !== undefined && head === null && isDelimiter(token)) head = { names, dashes: token };
    else if (head !== null) heads.push([token, head]);
  }
  return heads;
}

/** A row that stands below no row of a table, or below one of another, would be read as text or under wrong names. */
export function lacksHead(
  line: Line,
  above: Line | undefined,
  heads: ReadonlyMap<Token, TableHead>,
): TableHead | null {
  const own = heads.get(line.token);
  if (own === undefined) return null;
  if (above === undefined || !above.text.includes('|')) return own;
  const [one, other] = [own.names.key, heads.get(above.token)?.names.key];
  const isOther = other !== undefined && other !== one && one.startsWith('@') && other.startsWith('@');
  return isOther ? own : null;
}
