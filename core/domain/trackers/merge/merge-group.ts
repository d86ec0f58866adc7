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
  readonly earlier: ReadonlyMap<string, Token>;
  readonly later: ReadonlyMap<string, Token>;
  readonly placedByEarlier: ReadonlySet<string>;
  readonly placedByLater: ReadonlySet<string>;
  readonly besideInEarlier: ReadonlyMap<string, Neighbours>;
  readonly besideInLater: ReadonlyMap<string, Neighbours>;
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
    const earlier = inserted(group.earlier, i, sides.a);
    const later = inserted(group.later, i, sides.b);
    a += earlier.length;
    b += later.length;
    out.push(...emit(earlier, later, text, where, ledger));
    if (i === group.end) break;
    const inEarlier = !covers(group.earlier, i);
    const inLater = !covers(group.later, i);
    const [own, early, late] = [
      sides.o[i],
      inEarlier ? sides.a[a] : undefined,
      inLater ? sides.b[b] : undefined,
    ];
    if (inEarlier) a += 1;
    if (inLater) b += 1;
    if (own) out.push(...keep(own, early, late, where, ledger));
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
  early: Token | undefined,
  late: Token | undefined,
  where: LineIndex,
  ledger: MergeLedger,
): string[] {
  if (early && late) return [mergeToken(own, early, late, ledger)];
  if (late) {
    if (where.placedByEarlier.has(own.key)) return [];
    if (late.text === own.text || own.fields.length === 0) {
      return [];
    }
    removedVersusEdited(own, null, late, ledger);
    return [late.text];
  }
  if (early) {
    if (where.placedByLater.has(own.key) || early.text === own.text || own.fields.length === 0) return [];
    removedVersusEdited(own, early, null, ledger);
    return [early.text];
  }
  return [];
}

function removedVersusEdited(
  own: Token,
  earlier: Token | null,
  later: Token | null,
  ledger: MergeLedger,
): void {
  const address = (later ?? earlier ?? own).fields[0]?.address ?? '';
  ledger.conflicts.push({
    address,
    field: 'item',
    label: 'Row',
    base: own.text.trim(),
    earlier: earlier?.text.trim() ?? null,
    later: later?.text.trim() ?? null,
    kept: earlier === null ? 'later' : 'both',
    rule: 'One side removed this row, the other changed it; the changed row stays.',
  });
}

/** What both sides put at one place. */
function emit(
  earlier: readonly Token[],
  later: readonly Token[],
  text: TextRule,
  where: LineIndex,
  ledger: MergeLedger,
): string[] {
  const out: { token: Token; text: string; own: boolean }[] = [];
  for (const token of later) {
    const merged = settleLater(token, where, ledger);
    if (merged !== null) out.push({ token, text: merged, own: false });
  }
  const own: typeof out = [];
  for (const token of earlier) {
    if (token.fields.length === 0 && text === 'later') continue;
    const merged = settleEarlier(token, where, ledger);
    if (merged !== null) own.push({ token, text: merged, own: true });
  }
  const united = mergeInOrder(own, out, text === 'both', where.newestFirst);
  return united.map((line) => line.text);
}

function settleLater(token: Token, where: LineIndex, ledger: MergeLedger): string | null {
  if (token.fields.length === 0) return token.text;
  const base = where.base.get(token.key);
  const earlier = where.earlier.get(token.key);
  if (!base) return earlier ? mergeAdded(earlier, token, ledger) : token.text;
  if (earlier) {
    if (where.placedByEarlier.has(token.key)) movedTwice(token, where, ledger);
    return mergeToken(base, earlier, token, ledger);
  }
  if (sameValues(base, token)) return null;
  removedVersusEdited(base, null, token, ledger);
  return token.text;
}

function settleEarlier(token: Token, where: LineIndex, ledger: MergeLedger): string | null {
  if (token.fields.length === 0) return token.text;
  const base = where.base.get(token.key);
  const later = where.later.get(token.key);
  if (!base) return later ? null : token.text;
  if (later) return where.placedByLater.has(token.key) ? null : mergeToken(base, token, later, ledger);
  if (sameValues(base, token)) return null;
  removedVersusEdited(base, token, null, ledger);
  return token.text;
}

function sameValues(one: Token, other: Token): boolean {
  return one.fields.every((field, index) => field.raw === other.fields[index]?.raw);
}

/** Both sides moved the row: a conflict unless they put it beside the same neighbour. */
function movedTwice(later: Token, where: LineIndex, ledger: MergeLedger): void {
  const earlier = where.besideInEarlier.get(later.key);
  const other = where.besideInLater.get(later.key);
  if (earlier?.above === other?.above || earlier?.below === other?.below) return;
  const below = (title: string | undefined) =>
    title === undefined || title === '' ? null : `below "${title}"`;
  ledger.conflicts.push({
    address: later.fields[0]?.address ?? '',
    field: 'position',
    label: 'Position',
    base: null,
    earlier: below(earlier?.title),
    later: below(other?.title),
    kept: 'later',
    rule: 'Both sides moved this row; it stands where the later one put it.',
  });
}

/** `union`: no clash; `both`: text both rewrote is kept twice; `later`: doubling it would break the structure. */
type TextRule = 'union' | 'both' | 'later';

const STRUCTURE = /^[\s>]*(?:\||#{1,6}\s|`{3}|~{3}|(?:-{3,}|={3,})\s*$)|^[\s>]*[^|]*\|[\s:|-]+$/u;

/** Text lines both sides took away and replaced differently. */
function textConflict(group: HunkGroup, sides: Sides, where: LineIndex, ledger: MergeLedger): TextRule {
  const gone: Token[] = [];
  for (let i = group.start; i < group.end; i += 1) {
    const own = sides.o[i];
    const both = covers(group.earlier, i) && covers(group.later, i);
    if (own && both && own.fields.length === 0 && own.text.trim() !== '') gone.push(own);
  }
  if (gone.length === 0) return 'union';
  const plain = (hunks: readonly Hunk[], tokens: readonly Token[]) =>
    hunks
      .flatMap((hunk) => tokens.slice(hunk.sideStart, hunk.sideEnd))
      .filter((token) => token.fields.length === 0 || !where.base.has(token.key));
  const earlier = plain(group.earlier, sides.a);
  const later = plain(group.later, sides.b);
  const said = (tokens: readonly Token[]) => tokens.map((token) => token.key).join('\n');
  if (said(earlier) === said(later)) return 'union';
  const earlierBlank = earlier.every((token) => token.text.trim() === '');
  const breaks = [...gone, ...earlier, ...later].some((token) => STRUCTURE.test(token.text));
  const rule = breaks || earlierBlank ? 'later' : 'both';
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
    earlier: text(earlier),
    later: text(later),
    kept: rule,
    rule:
      rule === 'both'
        ? 'Both sides rewrote this text; both stand there, one after the other.'
        : 'Both sides rewrote these lines, and keeping both would break their structure; the later ones stay.',
  });
  return rule;
}
