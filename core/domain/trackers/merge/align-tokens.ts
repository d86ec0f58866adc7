import { SAME_HEADING } from '../identity/corresponding-sections.ts';
import { foldedName, similarity } from '../identity/similarity.ts';
import { changesBetween } from '../text/align.ts';
import { headingLevel, isDelimiter } from './line-kinds.ts';
import type { Token } from './merge-tokens.ts';
import { type Table, tablesIn } from './tables-in.ts';
import { scopesOf } from './whole-items.ts';

/**
 * Says of each line of a side which line of the base it is: first by text, then by the item it belongs to, then, for
 * what stands elsewhere, by text that occurs once. The base's lines are keyed by their number, the side's by the number
 * of the line they are, so that no line of the base can become two.
 */
export function alignTokens(base: readonly Token[], side: readonly Token[]): Token[] {
  const pairs = new Pairs(base, side);
  pairSameText(pairs);
  pairSameItem(pairs, (token) => (token.fields.length > 0 ? token.key : null));
  pairSameItem(pairs, (token) => (token.item === null || !token.head ? null : token.item));
  pairMovedText(pairs);
  pairHeadings(pairs);
  pairTableHeads(pairs);
  pairDelimiters(pairs);
  return side.map((token, at) => {
    const own = pairs.baseOf[at];
    return own === undefined ? token : { ...token, key: lineKey(own) };
  });
}

export function lineKey(line: number): string {
  return `@${line}`;
}

class Pairs {
  readonly base: readonly Token[];
  readonly side: readonly Token[];
  readonly sideOf: (number | undefined)[];
  readonly baseOf: (number | undefined)[];
  /** The item each line belongs to. */
  readonly baseScopes: readonly string[];
  readonly sideScopes: readonly string[];

  constructor(base: readonly Token[], side: readonly Token[]) {
    this.base = base;
    this.side = side;
    this.sideOf = new Array<undefined>(base.length);
    this.baseOf = new Array<undefined>(side.length);
    this.baseScopes = scopesOf(base, side);
    this.sideScopes = scopesOf(side, base);
  }

  take(baseAt: number, sideAt: number): void {
    if (this.sideOf[baseAt] !== undefined || this.baseOf[sideAt] !== undefined) return;
    this.sideOf[baseAt] = sideAt;
    this.baseOf[sideAt] = baseAt;
  }

  /** Lines of the base that are not what they were paired with. */
  part(...lines: readonly number[]): void {
    for (const line of lines) {
      const sideAt = this.sideOf[line];
      if (sideAt === undefined) continue;
      this.sideOf[line] = undefined;
      this.baseOf[sideAt] = undefined;
    }
  }

  openBase(): number[] {
    return this.base.flatMap((_, at) => (this.sideOf[at] === undefined ? [at] : []));
  }

  openSide(): number[] {
    return this.side.flatMap((_, at) => (this.baseOf[at] === undefined ? [at] : []));
  }

  /** Lines of two items are never the same, nor one of an item and one of none, but for a heading. */
  mayPair(baseAt: number, sideAt: number): boolean {
    const [own, other] = [this.base[baseAt], this.side[sideAt]];
    if (own === undefined || other === undefined) return false;
    const [ours, theirs] = [this.baseScopes[baseAt], this.sideScopes[sideAt]];
    return ours === theirs || ((ours === '' || theirs === '') && headingLevel(own) > 0);
  }
}

function pairSameText(pairs: Pairs): void {
  const within = (tokens: readonly Token[], scopes: readonly string[]) =>
    tokens.map((token, at) => `${scopes[at] ?? ''}\u0001${textOf(token)}`);
  const changes = changesBetween(within(pairs.base, pairs.baseScopes), within(pairs.side, pairs.sideScopes));
  let at = 0;
  let sideAt = 0;
  const takeUntil = (end: number) => {
    for (; at < end; at += 1, sideAt += 1) pairs.take(at, sideAt);
  };
  for (const { start, end, freshEnd } of changes) {
    takeUntil(start);
    at = end;
    sideAt = freshEnd;
  }
  takeUntil(pairs.base.length);
}

function pairSameItem(pairs: Pairs, nameOf: (token: Token) => string | null): void {
  const places = new Map<string, number>();
  for (const at of pairs.openSide()) {
    const name = nameIn(pairs.side, at, nameOf);
    if (name !== null) places.set(name, at);
  }
  for (const at of pairs.openBase()) {
    const name = nameIn(pairs.base, at, nameOf);
    const sideAt = name === null ? undefined : places.get(name);
    if (sideAt !== undefined) pairs.take(at, sideAt);
  }
}

/** A line of text that was moved: it occurs once among what is open, and says more than a rule or a fence. */
function pairMovedText(pairs: Pairs): void {
  const telling = (token: Token) => (/[\p{L}\p{N}]/u.test(token.text) ? textOf(token) : null);
  const only = (tokens: readonly Token[], open: readonly number[]) => {
    const byText = Map.groupBy(open, (at) => nameIn(tokens, at, telling));
    return new Map(
      [...byText].flatMap(([text, all]) => (text === null || all.length > 1 ? [] : [[text, all[0] ?? 0]])),
    );
  };
  const inSide = only(pairs.side, pairs.openSide());
  for (const [text, at] of only(pairs.base, pairs.openBase())) {
    const sideAt = inSide.get(text);
    if (sideAt !== undefined && pairs.mayPair(at, sideAt)) pairs.take(at, sideAt);
  }
}

/** A heading that is the only open one of its level between lines that are the same was renamed, if it reads alike. */
function pairHeadings(pairs: Pairs): void {
  let sideFrom = 0;
  for (let at = 0; at < pairs.base.length; ) {
    const end = nextPaired(pairs, at);
    const last = end < pairs.base.length ? (pairs.sideOf[end] ?? 0) : pairs.side.length;
    if (end === at) {
      at = end + 1;
      sideFrom = last + 1;
      continue;
    }
    const levels = Map.groupBy(range(at, end), (line) => headingLevel(pairs.base[line]));
    const sides = Map.groupBy(
      range(sideFrom, last).filter((line) => pairs.baseOf[line] === undefined),
      (line) => headingLevel(pairs.side[line]),
    );
    for (const [level, [line, ...more]] of levels) {
      const [other, ...others] = sides.get(level) ?? [];
      const alone = level > 0 && more.length === 0 && others.length === 0;
      if (alone && line !== undefined && other !== undefined && readsAlike(pairs, line, other))
        pairs.take(line, other);
    }
    at = end + 1;
    sideFrom = last + 1;
  }
}

function readsAlike(pairs: Pairs, line: number, other: number): boolean {
  const [own, fresh] = [pairs.base[line], pairs.side[other]];
  if (!own || !fresh || !pairs.mayPair(line, other)) return false;
  return similarity(foldedName(own.text), foldedName(fresh.text)) >= SAME_HEADING;
}

/** The head of a table is the one above the same rows, or below the same heading, however many read alike. */
function pairTableHeads(pairs: Pairs): void {
  const [base, side] = [tablesIn(pairs.base), tablesIn(pairs.side)];
  const sideTables = new Map(side.flatMap((table) => table.rows.map((row) => [row, table] as const)));
  const shared = (table: Table) => {
    const at = table.rows.flatMap((row) => sideTables.get(pairs.sideOf[row] ?? -1) ?? []);
    return new Set(at);
  };
  const isSame = (table: Table, other: Table) =>
    shared(table).has(other) || (pairs.sideOf[table.heading ?? -1] ?? null) === other.heading;
  const places = new Map(side.map((table) => [table.names, table]));
  for (const table of base) {
    const other = places.get(pairs.sideOf[table.names] ?? -1);
    if (other !== undefined && !isSame(table, other)) pairs.part(table.names, table.dashes);
  }
  const above = base.flatMap((table) =>
    [...shared(table)].map((other) => [table.names, other.names] as const),
  );
  for (const [own, other] of above)
    if (textAt(pairs.base, own) === textAt(pairs.side, other)) pairs.take(own, other);
  // A column was added, renamed or taken away.
  for (const [own, other] of above) pairs.take(own, other);
}

/** The row of dashes below a table's head goes where the head goes. */
function pairDelimiters(pairs: Pairs): void {
  for (const at of pairs.openBase()) {
    const above = pairs.sideOf[at - 1];
    const below = above === undefined ? undefined : pairs.side[above + 1];
    if (above === undefined || below === undefined) continue;
    if (isDelimiter(pairs.base[at]) && isDelimiter(below)) pairs.take(at, above + 1);
  }
}

function nextPaired(pairs: Pairs, from: number): number {
  let at = from;
  while (at < pairs.base.length && pairs.sideOf[at] === undefined) at += 1;
  return at;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}

function nameIn(
  tokens: readonly Token[],
  at: number,
  nameOf: (token: Token) => string | null,
): string | null {
  const token = tokens[at];
  return token === undefined ? null : nameOf(token);
}

function textAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token === undefined ? '' : textOf(token);
}

function textOf(token: Token): string {
  return token.text.replace(/[\r\n]+$/u, '');
}
