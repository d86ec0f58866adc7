import { lineKey } from './align-tokens.ts';
import type { Anchor } from './follow-moved.ts';
import { type BaseOutline, contextOf, removedPlace } from './kept-context.ts';
import { type KeptItem, keptOf } from './kept-items.ts';
import { bare, headingLevel } from './line-kinds.ts';
import { CHANGED_ROW_STAYS, type MergeLedger } from './merge-conflict.ts';
import { type HunkGroup, placesOf } from './merge-hunks.ts';
import { type Line, mergeInOrder } from './merge-order.ts';
import { isPlainText, type Side } from './merge-sides.ts';
import { mergeAdded, mergeToken } from './merge-token.ts';
import type { Token } from './merge-tokens.ts';
import { isOfAdded, type TextRule, textConflict } from './text-conflict.ts';

/** What a merge knows and gathers while it goes through the base. */
export interface Merging {
  readonly base: readonly Token[];
  readonly earlier: Side;
  readonly later: Side;
  readonly newestFirst: boolean;
  readonly ledger: MergeLedger;
  /** Lines that go along with a line the other side moved, by its key. */
  readonly following: Map<string, Line[]>;
  /** Where what a side wrote goes along with what the other moved, by line. */
  readonly anchors: ReadonlyMap<Side, readonly (Anchor | null)[]>;
  readonly outline: BaseOutline;
  /** Items that stay whole against their removal, and those of them that stand in the result. */
  readonly kept: ReadonlyMap<string, KeptItem>;
  readonly begun: Set<KeptItem>;
  /** Lines of the base that came back because a kept line needs them. */
  readonly broughtBack: Set<number>;
}

/** A region where at least one side added, removed or moved lines. */
export function mergeGroup(
  merging: Merging,
  group: HunkGroup,
  at: { readonly earlier: number; readonly later: number },
): Line[] {
  const { base, earlier, later } = merging;
  const isElsewhere = (token: Token) =>
    earlier.byKey.has(token.key) ||
    later.byKey.has(token.key) ||
    keptOf(merging.kept, token, merging.base) !== null;
  const tokens = { base, earlier: earlier.tokens, later: later.tokens };
  const rule = textConflict(group, tokens, isElsewhere, merging.ledger);
  const out: Line[] = [];
  const [early, late] = [placesOf(group.earlier), placesOf(group.later)];
  let [a, b] = [at.earlier, at.later];
  for (let i = group.start; i <= group.end; i += 1) {
    const own = early.insertedBefore(i);
    const others = late.insertedBefore(i);
    a += own.length;
    b += others.length;
    for (const line of insert(merging, i, own, others, rule)) out.push(line);
    if (i === group.end) break;
    const inEarlier = !early.covers(i);
    const inLater = !late.covers(i);
    for (const line of keep(merging, i, inEarlier ? a : null, inLater ? b : null)) out.push(line);
    if (inEarlier) a += 1;
    if (inLater) b += 1;
  }
  return out;
}

/** A base line that one side or both took from its place. */
function keep(merging: Merging, at: number, inEarlier: number | null, inLater: number | null): Line[] {
  const { earlier, later, ledger } = merging;
  const own = merging.base[at];
  if (own === undefined) return [];
  if (inEarlier !== null && inLater !== null) {
    const [early, late] = [earlier.tokens[inEarlier], later.tokens[inLater]];
    return early && late ? [line(late, mergeToken(own, early, late, ledger))] : [];
  }
  // Who moved it puts it where it stands there.
  if (inLater !== null && !earlier.byKey.has(own.key)) return keepChanged(merging, at, 'later', inLater);
  if (inEarlier !== null && !later.byKey.has(own.key)) return keepChanged(merging, at, 'earlier', inEarlier);
  return [];
}

/** A line that one side removed stays when the other changed it, with what it needs around it. */
function keepChanged(merging: Merging, baseAt: number, who: 'earlier' | 'later', sideAt: number): Line[] {
  const [keeper, remover] =
    who === 'earlier' ? [merging.earlier, merging.later] : [merging.later, merging.earlier];
  const own = merging.base[baseAt];
  const token = keeper.tokens[sideAt];
  if (!own || !token) return [];
  const whole = keptWhole(merging, keeper, sideAt, remover);
  if (whole !== null) return whole;
  if (isUnchanged(own, token)) return [];
  const text = own.text.trim();
  const row = token.item !== null || own.item !== null;
  merging.ledger.conflicts.push({
    address: (token.fields[0] ?? own.fields[0])?.address ?? '',
    field: row ? 'item' : 'line',
    label: row ? 'Row' : 'Line',
    base: text,
    earlier: who === 'earlier' ? token.text.trim() : null,
    later: who === 'later' ? token.text.trim() : null,
    kept: who === 'later' ? 'later' : 'both',
    rule: CHANGED_ROW_STAYS,
  });
  const context = contextOf(merging.outline, baseAt, keeper, remover, merging.broughtBack);
  const lines = [...context, token].map((kept) => ({ ...line(kept, kept.text), apart: true }));
  return follow(merging, keeper, sideAt, lines);
}

/** A line of an item that stays whole; the first one brings what the item needs around it. Null for any other line. */
function keptWhole(merging: Merging, keeper: Side, at: number, remover: Side): Line[] | null {
  const token = keeper.tokens[at];
  const item = token === undefined ? null : keptOf(merging.kept, token, merging.base);
  if (token === undefined || item === null) return null;
  const isFirst = !merging.begun.has(item);
  if (isFirst) merging.ledger.conflicts.push(item.conflict);
  merging.begun.add(item);
  const context = isFirst ? contextOf(merging.outline, item.at, keeper, remover, merging.broughtBack) : [];
  const lines = [...context, token].map((kept) => ({ ...line(kept, kept.text), apart: true }));
  return follow(merging, keeper, at, lines);
}

function isUnchanged(own: Token, token: Token): boolean {
  return bare(own.text) === bare(token.text);
}

/** Hands lines on to where the other side moved what stands above them; else they stand here. */
function follow(merging: Merging, side: Side, at: number, lines: Line[]): Line[] {
  const anchor = merging.anchors.get(side)?.[at] ?? null;
  if (anchor === null) return lines;
  const following = merging.following.get(anchor.key) ?? [];
  merging.following.set(anchor.key, following);
  if (following.length === 0 && anchor.blank !== null) following.push(line(anchor.blank, anchor.blank.text));
  for (const one of lines) following.push(one);
  return [];
}

/** What both sides put at one place. */
function insert(
  merging: Merging,
  at: number,
  own: readonly number[],
  others: readonly number[],
  rule: TextRule,
): Line[] {
  const { earlier } = merging;
  const late = others.flatMap((at) => settle(merging, 'later', at));
  const here = new Map(late.map((one) => [one.token.key, one.text]));
  const early = own.flatMap((at) => {
    const token = earlier.tokens[at];
    if (token === undefined) return [];
    const stays = isOfAdded(token) || keptOf(merging.kept, token, merging.base) !== null;
    if (rule === 'later' && isPlainText(token) && !stays) return [];
    const shared = isPlainText(token) ? undefined : here.get(token.key);
    return shared === undefined ? settle(merging, 'earlier', at) : [line(token, shared)];
  });
  // What ends the item above comes before what begins another.
  const isInside = endsItemOf(merging.base[at - 1]);
  return [true, false].flatMap((inside) =>
    mergeInOrder(
      early.filter(({ token }) => isInside(token) === inside),
      late.filter(({ token }) => isInside(token) === inside),
      rule === 'both',
      merging.newestFirst,
    ),
  );
}

function endsItemOf(above: Token | undefined): (token: Token) => boolean {
  const item = above?.within?.item;
  return ({ within, head }) => item !== undefined && !head && within?.item === item;
}

/** A line that a side added or moved here, as it stands in the result; none when it stands elsewhere or is gone. */
function settle(merging: Merging, who: 'earlier' | 'later', at: number): Line[] {
  const [side, other] =
    who === 'earlier' ? [merging.earlier, merging.later] : [merging.later, merging.earlier];
  const token = side.tokens[at];
  if (token === undefined) return [];
  const theirs = isPlainText(token) ? undefined : other.byKey.get(token.key);
  const base = baseLine(merging, token);
  if (base === null) {
    if (theirs === undefined) {
      return keptWhole(merging, side, at, other) ?? follow(merging, side, at, addedLines(merging, who, at));
    }
    return who === 'earlier' ? [] : [line(token, mergeAdded(theirs, token, merging.ledger))];
  }
  if (theirs === undefined) return keepChanged(merging, base.at, who, at);
  const twice = other.placed.has(token.key);
  if (twice && who === 'earlier') return [];
  if (twice) movedTwice(merging, token);
  const [early, late] = who === 'earlier' ? [token, theirs] : [theirs, token];
  const lines = [line(token, mergeToken(base.token, early, late, merging.ledger))];
  return twice ? follow(merging, side, at, lines) : lines;
}

/** What one side alone added: a row comes with the heading above it when the other side removed that. */
function addedLines(merging: Merging, who: 'earlier' | 'later', at: number): Line[] {
  const [side, other] =
    who === 'earlier' ? [merging.earlier, merging.later] : [merging.later, merging.earlier];
  const token = side.tokens[at];
  if (token === undefined) return [];
  const place = token.head ? removedPlace(merging.outline, side, at, other) : null;
  if (place === null) return [line(token, token.text)];
  merging.ledger.conflicts.push({
    address: token.fields[0]?.address ?? '',
    field: 'item',
    label: 'Row',
    base: null,
    earlier: who === 'earlier' ? token.text.trim() : null,
    later: who === 'later' ? token.text.trim() : null,
    kept: who === 'later' ? 'later' : 'both',
    rule: 'One side removed the section that this row was added to; the row stays, with its heading.',
  });
  const level = headingLevel(token);
  const context = contextOf(merging.outline, place, side, other, merging.broughtBack, level);
  return [...context, token].map((kept) => ({ ...line(kept, kept.text), apart: true }));
}

function baseLine(merging: Merging, token: Token): { readonly at: number; readonly token: Token } | null {
  if (!token.key.startsWith('@')) return null;
  const at = Number(token.key.slice(1));
  const own = merging.base[at];
  return own === undefined || own.key !== lineKey(at) ? null : { at, token: own };
}

function line(token: Token, text: string): Line {
  return { token, text };
}

/** Both sides moved the row: a conflict unless they put it beside the same neighbour. */
function movedTwice(merging: Merging, token: Token): void {
  const early = merging.earlier.beside.get(token.key);
  const late = merging.later.beside.get(token.key);
  if (token.item === null || early?.above === late?.above || early?.below === late?.below) return;
  const below = (title: string | undefined) =>
    title === undefined || title === '' ? null : `below "${title}"`;
  merging.ledger.conflicts.push({
    address: token.fields[0]?.address ?? '',
    field: 'position',
    label: 'Position',
    base: null,
    earlier: below(early?.title),
    later: below(late?.title),
    kept: 'later',
    rule: 'Both sides moved this row; the merge kept one of the two places.',
  });
}
