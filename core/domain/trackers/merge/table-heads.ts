import { bare } from './line-kinds.ts';
import type { Line } from './merge-order.ts';
import type { Token } from './merge-tokens.ts';
import { tablesIn } from './tables-in.ts';

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
  readonly isNames: (token: Token) => boolean;
  readonly isDashes: (token: Token) => boolean;
  /** Whether a head of the base says the same. */
  readonly isOld: (head: TableHead) => boolean;
  /** Whether the line is in one of the documents no part of a head above rows. */
  readonly isLoose: (token: Token) => boolean;
  /** Whether a side has the one line right below the other: what a person wrote stays, whatever it is read as. */
  readonly isWritten: (above: Token | undefined, below: Token) => boolean;
}

/** Of a merge's documents, the base first. */
export function headsIn(documents: readonly (readonly Token[])[]): Heads {
  const inEach = documents.map(tablesOf);
  const tables = inEach.flat();
  const headOf = inEach.map(
    (own) => new Map(own.flatMap(({ head, rows }) => rows.map((row) => [row.key, head] as const))),
  );
  const loose = new Set(documents.flatMap((tokens, at) => looseIn(tokens, inEach[at] ?? [])));
  const neighbours = new Set(
    documents.slice(1).flatMap((tokens) => tokens.map(({ key }, at) => `${tokens[at - 1]?.key}\n${key}`)),
  );
  const known = new Set((inEach[0] ?? []).map(({ head }) => bare(head.names.text)));
  const names = new Set(tables.map(({ head }) => head.names));
  const dashes = new Set(tables.map(({ head }) => head.dashes));
  return {
    isNames: (token) => names.has(token),
    isDashes: (token) => dashes.has(token),
    of: new Map(tables.flatMap(({ head, rows }) => rows.map((row) => [row, head] as const))),
    inOneTable: (row, other) => headOf.some((heads) => heads.has(row) && heads.get(row) === heads.get(other)),
    isOld: (head) => known.has(bare(head.names.text)),
    isLoose: ({ key }) => loose.has(key),
    isWritten: (above, { key }) => neighbours.has(`${above?.key}\n${key}`),
  };
}

interface TokenTable {
  readonly head: TableHead;
  readonly rows: readonly Token[];
}

function tablesOf(tokens: readonly Token[]): TokenTable[] {
  return tablesIn(tokens).flatMap((table) => {
    const [names, dashes] = [tokens[table.names], tokens[table.dashes]];
    if (names === undefined || dashes === undefined) return [];
    return [{ head: { names, dashes }, rows: table.rows.flatMap((row) => tokens[row] ?? []) }];
  });
}

function looseIn(tokens: readonly Token[], tables: readonly TokenTable[]): string[] {
  const filled = new Set(
    tables.flatMap(({ head, rows }) => (rows.length === 0 ? [] : [head.names, head.dashes])),
  );
  return tokens.flatMap((token) => (filled.has(token) ? [] : [token.key]));
}

/** A row that stands below no table, or below another one than on either side, would be read as text or under wrong names. */
export function lacksHead(line: Line, above: Line | undefined, heads: Heads): TableHead | null {
  const own = heads.of.get(line.token);
  if (own === undefined || heads.isWritten(above?.token, line.token)) return null;
  if (above === undefined || !above.text.includes('|')) return own;
  const other = heads.of.get(above.token);
  if (other === undefined || other.names.key === own.names.key) return null;
  if (!isOfBase(own) || !isOfBase(other)) return null;
  return heads.inOneTable(line.token.key, above.token.key) ? null : own;
}

function isOfBase({ names }: TableHead): boolean {
  return names.key.startsWith('@');
}

/** Without the heads all rows of which went away or elsewhere, but for those that a side wrote or emptied. */
export function withoutRowlessHeads(lines: readonly Line[], heads: Heads): Line[] {
  // Where a row stands elsewhere, its head stands there too.
  const elsewhere = new Set(lines.flatMap(({ token }) => heads.of.get(token)?.names ?? []));
  const filled = [...new Set(heads.of.values())].filter(
    (head) => heads.isOld(head) || elsewhere.has(head.names),
  );
  const parts = new Set(
    filled.flatMap(({ names, dashes }) => [names, dashes]).filter((token) => !heads.isLoose(token)),
  );
  const hasRow = (from: number): boolean => {
    for (let at = from + 1; ; at += 1) {
      const next = lines[at];
      if (next === undefined || !next.text.includes('|') || heads.isNames(next.token)) return false;
      if (heads.of.has(next.token)) return true;
    }
  };
  return lines.filter(({ token }, at) => !parts.has(token) || hasRow(at));
}

/** Tables that came to stand one right below the other: one table where their heads say the same, else two. */
export function partTables(lines: readonly Line[], heads: Heads): Line[] {
  const out: Line[] = [];
  let first: string | null = null;
  let dropsDashes = false;
  for (const one of lines) {
    const above = out.at(-1);
    const dropped = dropsDashes;
    dropsDashes = false;
    if (dropped && heads.isDashes(one.token)) continue;
    const isSecond =
      heads.isNames(one.token) &&
      above !== undefined &&
      heads.of.has(above.token) &&
      !heads.isWritten(above.token, one.token);
    if (isSecond && first !== null && bare(first) === bare(one.text)) {
      dropsDashes = true;
      continue;
    }
    out.push(isSecond ? { ...one, apart: true } : one);
    if (!one.text.includes('|')) first = null;
    else if (isSecond || first === null) first = one.text;
  }
  return out;
}
