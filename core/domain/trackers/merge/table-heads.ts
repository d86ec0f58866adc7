import { isDelimiter } from './align-tokens.ts';
import type { Line } from './merge-order.ts';
import type { Token } from './merge-tokens.ts';

/** The head of a table: the names of its columns and the dashes below. */
export interface TableHead {
  readonly names: Token;
  readonly dashes: Token;
}

export interface Heads {
  /** The head above each row. */
  readonly of: ReadonlyMap<Token, TableHead>;
  /** Whether one of the documents has both rows in one table. */
  readonly inOneTable: (row: string, other: string) => boolean;
}

export function headsIn(documents: readonly (readonly Token[])[]): Heads {
  const rows = documents.map(rowsIn);
  const tables = rows.map((list) => new Map(list.map(([{ key }, head]) => [key, head])));
  return {
    of: new Map(rows.flat()),
    inOneTable: (row, other) => tables.some((table) => table.has(row) && table.get(row) === table.get(other)),
  };
}

function rowsIn(tokens: readonly Token[]): (readonly [Token, TableHead])[] {
  const rows: (readonly [Token, TableHead])[] = [];
  let head: TableHead | null = null;
  for (const [at, token] of tokens.entries()) {
    const names = tokens[at - 1];
    if (!token.text.includes('|')) head = null;
    else if (names !== undefined && head === null && isDelimiter(token)) head = { names, dashes: token };
    else if (head !== null) rows.push([token, head]);
  }
  return rows;
}

/** A row that stands below no table, or below another one than on either side, would be read as text or under wrong names. */
export function lacksHead(line: Line, above: Line | undefined, heads: Heads): TableHead | null {
  const own = heads.of.get(line.token);
  if (own === undefined) return null;
  if (above === undefined || !above.text.includes('|')) return own;
  const other = heads.of.get(above.token);
  if (other === undefined || other.names.key === own.names.key) return null;
  if (!isOfBase(own) || !isOfBase(other)) return null;
  return heads.inOneTable(line.token.key, above.token.key) ? null : own;
}

function isOfBase({ names }: TableHead): boolean {
  return names.key.startsWith('@');
}

/** Without the heads that only one side has and all rows of which the other took away. */
export function withoutRowlessHeads(
  lines: readonly Line[],
  heads: Heads,
  isInBoth: (token: Token) => boolean,
): Line[] {
  const parts = new Set([...heads.of.values()].flatMap(({ names, dashes }) => [names, dashes]));
  const hasRow = (from: number): boolean => {
    const next = lines[from + 1];
    if (next === undefined || !next.text.includes('|')) return false;
    return heads.of.has(next.token) || hasRow(from + 1);
  };
  return lines.filter(({ token }, at) => !parts.has(token) || isInBoth(token) || hasRow(at));
}
