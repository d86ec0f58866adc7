import type { MergeLedger } from './merge-conflict.ts';
import type { Hunk, HunkGroup } from './merge-hunks.ts';
import { mergeInOrder } from './merge-order.ts';
import { mergeAdded, mergeToken } from './merge-token.ts';
import type { Token } from './merge-tokens.ts';

interface Sides {
  readonly o: readonly Token[];
  readonly a: readonly Token[];
  readonly b: readonly Token[];
}

/** Lines with values by key, in each document, and which of them a side moved. */
export interface LineIndex {
  readonly base: ReadonlyMap<string, Token>;
  readonly mine: ReadonlyMap<string, Token>;
  readonly theirs: ReadonlyMap<string, Token>;
  readonly placedByMine: ReadonlySet<string>;
  readonly placedByTheirs: ReadonlySet<string>;
  readonly besideInMine: ReadonlyMap<string, Neighbours>;
  readonly besideInTheirs: ReadonlyMap<string, Neighbours>;
  readonly newestFirst: boolean;
}

/** The lines around a line, by key, and what the upper one is called. */
export interface Neighbours {
  readonly above: string;
  readonly below: string;
  readonly title: string;
}

/** A region where at least one side added, removed or moved lines. */
export function mergeGroup(
  group: HunkGroup,
  sides: Sides,
  at: { readonly aAt: number; readonly bAt: number },
  where: LineIndex,
  ledger: MergeLedger,
): string[] {
  const text = textConflict(group, sides, where, ledger);
  const out: string[] = [];
  let a = at.aAt;
  let b = at.bAt;
  for (let i = group.start; i <= group.end; i += 1) {
    const mine = inserted(group.mine, i, sides.a);
    const theirs = inserted(group.theirs, i, sides.b);
    a += mine.length;
    b += theirs.length;
    out.push(...emit(mine, theirs, text, where, ledger));
    if (i === group.end) break;
    const inMine = !covers(group.mine, i);
    const inTheirs = !covers(group.theirs, i);
    const [own, my, their] = [sides.o[i], inMine ? sides.a[a] : undefined, inTheirs ? sides.b[b] : undefined];
    if (inMine) a += 1;
    if (inTheirs) b += 1;
    if (own) out.push(...keep(own, my, their, where, ledger));
  }
  return out;
}

function inserted(hunks: readonly Hunk[], at: number, tokens: readonly Token[]): readonly Token[] {
  return hunks
    .filter((hunk) => hunk.start === at)
    .flatMap((hunk) => tokens.slice(hunk.sideStart, hunk.sideEnd));
}

function covers(hunks: readonly Hunk[], index: number): boolean {
  return hunks.some((hunk) => index >= hunk.start && index < hunk.end);
}

/** A base line that one side or both took away. */
function keep(
  own: Token,
  my: Token | undefined,
  their: Token | undefined,
  where: LineIndex,
  ledger: MergeLedger,
): string[] {
  if (my && their) return [mergeToken(own, my, their, ledger)];
  if (their) {
    if (where.placedByMine.has(own.key)) return [];
    if (their.text === own.text || own.fields.length === 0) {
      ledger.taken += 1;
      return [];
    }
    removedVersusEdited(own, null, their, ledger);
    return [their.text];
  }
  if (my) {
    if (where.placedByTheirs.has(own.key) || my.text === own.text || own.fields.length === 0) return [];
    removedVersusEdited(own, my, null, ledger);
    ledger.taken += 1;
    return [my.text];
  }
  return [];
}

function removedVersusEdited(
  own: Token,
  mine: Token | null,
  theirs: Token | null,
  ledger: MergeLedger,
): void {
  const address = (theirs ?? mine ?? own).fields[0]?.address ?? '';
  ledger.conflicts.push({
    address,
    field: 'item',
    label: 'Row',
    base: own.text.trim(),
    mine: mine?.text.trim() ?? null,
    theirs: theirs?.text.trim() ?? null,
    kept: mine === null ? 'theirs' : 'both',
    rule: 'One side removed this row, the other changed it; the changed row stays.',
  });
}

/** What both sides put at one place. */
function emit(
  mine: readonly Token[],
  theirs: readonly Token[],
  text: TextRule,
  where: LineIndex,
  ledger: MergeLedger,
): string[] {
  const out: { token: Token; text: string; own: boolean }[] = [];
  for (const token of theirs) {
    const merged = settleTheirs(token, where, ledger);
    if (merged !== null) out.push({ token, text: merged, own: false });
  }
  const own: typeof out = [];
  for (const token of mine) {
    if (token.fields.length === 0 && text === 'theirs') continue;
    const merged = settleMine(token, where, ledger);
    if (merged !== null) own.push({ token, text: merged, own: true });
  }
  const united = mergeInOrder(own, out, text === 'both', where.newestFirst);
  const shared = new Set(out.map((line) => line.token.key));
  ledger.taken += own.filter((line) => !shared.has(line.token.key)).length;
  return united.map((line) => line.text);
}

function settleTheirs(token: Token, where: LineIndex, ledger: MergeLedger): string | null {
  if (token.fields.length === 0) return token.text;
  const base = where.base.get(token.key);
  const mine = where.mine.get(token.key);
  if (!base) return mine ? mergeAdded(mine, token, ledger) : token.text;
  if (mine) {
    if (where.placedByMine.has(token.key)) movedTwice(token, where, ledger);
    return mergeToken(base, mine, token, ledger);
  }
  if (sameValues(base, token)) return null;
  removedVersusEdited(base, null, token, ledger);
  return token.text;
}

function settleMine(token: Token, where: LineIndex, ledger: MergeLedger): string | null {
  if (token.fields.length === 0) return token.text;
  const base = where.base.get(token.key);
  const theirs = where.theirs.get(token.key);
  if (!base) return theirs ? null : token.text;
  if (theirs) return where.placedByTheirs.has(token.key) ? null : mergeToken(base, token, theirs, ledger);
  if (sameValues(base, token)) return null;
  removedVersusEdited(base, token, null, ledger);
  return token.text;
}

function sameValues(one: Token, other: Token): boolean {
  return one.fields.every((field, index) => field.raw === other.fields[index]?.raw);
}

/** Both sides moved the row: a conflict unless they put it beside the same neighbour. */
function movedTwice(theirs: Token, where: LineIndex, ledger: MergeLedger): void {
  const mine = where.besideInMine.get(theirs.key);
  const other = where.besideInTheirs.get(theirs.key);
  if (mine?.above === other?.above || mine?.below === other?.below) return;
  const below = (title: string | undefined) =>
    title === undefined || title === '' ? null : `below "${title}"`;
  ledger.conflicts.push({
    address: theirs.fields[0]?.address ?? '',
    field: 'position',
    label: 'Position',
    base: null,
    mine: below(mine?.title),
    theirs: below(other?.title),
    kept: 'theirs',
    rule: 'Both sides moved this row; the file keeps the place it had there.',
  });
}

/** `union`: no clash; `both`: text both rewrote is kept twice; `theirs`: doubling it would break the structure. */
type TextRule = 'union' | 'both' | 'theirs';

const STRUCTURE = /^[\s>]*(?:\||#{1,6}\s|`{3}|~{3}|(?:-{3,}|={3,})\s*$)|^[\s>]*[^|]*\|[\s:|-]+$/u;

/** Text lines both sides took away and replaced differently. */
function textConflict(group: HunkGroup, sides: Sides, where: LineIndex, ledger: MergeLedger): TextRule {
  const gone: Token[] = [];
  for (let i = group.start; i < group.end; i += 1) {
    const own = sides.o[i];
    const both = covers(group.mine, i) && covers(group.theirs, i);
    if (own && both && own.fields.length === 0 && own.text.trim() !== '') gone.push(own);
  }
  if (gone.length === 0) return 'union';
  const plain = (hunks: readonly Hunk[], tokens: readonly Token[]) =>
    hunks
      .flatMap((hunk) => tokens.slice(hunk.sideStart, hunk.sideEnd))
      .filter((token) => token.fields.length === 0 || !where.base.has(token.key));
  const mine = plain(group.mine, sides.a);
  const theirs = plain(group.theirs, sides.b);
  const said = (tokens: readonly Token[]) => tokens.map((token) => token.key).join('\n');
  if (said(mine) === said(theirs)) return 'union';
  const mineBlank = mine.every((token) => token.text.trim() === '');
  const breaks = [...gone, ...mine, ...theirs].some((token) => STRUCTURE.test(token.text));
  const rule = breaks || mineBlank ? 'theirs' : 'both';
  const text = (tokens: readonly Token[]) =>
    tokens.length === 0
      ? null
      : tokens
          .map((token) => token.text)
          .join('')
          .trim();
  ledger.conflicts.push({
    address: '',
    field: 'text',
    label: 'Text',
    base: text(gone),
    mine: text(mine),
    theirs: text(theirs),
    kept: rule,
    rule:
      rule === 'both'
        ? 'Both sides rewrote this text; the file keeps both, one after the other.'
        : 'Both sides rewrote these lines, and keeping both would break their structure; the file keeps its own.',
  });
  return rule;
}
