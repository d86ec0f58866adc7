import { atOnce, type Steps } from '../../../kernel/steps.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import { eolOf } from '../text/text.ts';
import { keyAddedAlike } from './added-alike.ts';
import { alignTokens, lineKey } from './align-tokens.ts';
import { anchorsOf, withFollowing } from './follow-moved.ts';
import { outlineOf } from './kept-context.ts';
import { keptItems } from './kept-items.ts';
import { conflictWithLineEnd, mergedLineEnd, withLineEnd, withPlainEnds } from './line-ends.ts';
import type { MergeConflict, MergeLedger } from './merge-conflict.ts';
import { type Merging, mergeGroup } from './merge-group.ts';
import { type Hunk, hunksOf, joinHunks } from './merge-hunks.ts';
import { mergeIdentities } from './merge-identities.ts';
import type { MergeIds } from './merge-ids.ts';
import type { Line } from './merge-order.ts';
import { sideOf } from './merge-sides.ts';
import { mergeToken } from './merge-token.ts';
import { type Token, tokenise } from './merge-tokens.ts';
import { type Heads, headsIn, lacksHead, partTables, withoutRowlessHeads } from './table-heads.ts';

export interface MergeResult {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Three-way merge of two sides ordered by time and hash, so that every device merges alike. The later side's bytes
 * stay, except where only the earlier changed. Values changed on both sides keep the later one and become a conflict;
 * text changed on both sides keeps both. Items are the same where their ids say so, else by what they say.
 */
export function mergeThreeWay(
  base: ParsedDocument,
  earlier: ParsedDocument,
  later: ParsedDocument,
  ids: MergeIds | null = null,
): MergeResult {
  return atOnce(mergeInSteps(base, earlier, later, ids));
}

/** The same, for texts that may be long while others wait. */
export function* mergeInSteps(
  base: ParsedDocument,
  earlier: ParsedDocument,
  later: ParsedDocument,
  ids: MergeIds | null = null,
): Steps<MergeResult> {
  if (earlier.text === later.text || earlier.text === base.text) {
    return { text: later.text, conflicts: [] };
  }
  if (later.text === base.text) return { text: earlier.text, conflicts: [] };
  const names = mergeIdentities(base, earlier, later, ids);
  const end = mergedLineEnd(base.text, earlier.text, later.text);
  const cut = (doc: ParsedDocument, identity: (item: ParsedItem) => string) => {
    const tokens = tokenise(doc, identity);
    return end === null ? tokens : tokens.map(withPlainEnds);
  };
  yield;
  const own = cut(base, (item) => item.address);
  yield;
  const early = cut(earlier, names.earlier);
  yield;
  const late = cut(later, names.later);
  yield;
  const alignedEarly = alignTokens(own, early);
  yield;
  const alignedLate = alignTokens(own, late);
  yield;
  const [a, b] = keyAddedAlike(alignedEarly, alignedLate);
  const ledger: MergeLedger = { conflicts: [] };
  const lines = yield* assemble(
    own.map((token, at) => ({ ...token, key: lineKey(at) })),
    a,
    b,
    ledger,
  );
  const { conflicts } = ledger;
  const text = closeLines(lines, end === null, base.text, earlier.text, later.text);
  if (end === null) return { text, conflicts };
  return {
    text: withLineEnd(text, end),
    conflicts: conflicts.map((conflict) => conflictWithLineEnd(conflict, end)),
  };
}

function* assemble(
  base: readonly Token[],
  a: readonly Token[],
  b: readonly Token[],
  ledger: MergeLedger,
): Steps<string[]> {
  const [earlier, later] = [hunksOf(base, a), hunksOf(base, b)];
  const sides = { earlier: sideOf(a, placed(earlier, a)), later: sideOf(b, placed(later, b)) };
  const merging: Merging = {
    base,
    ...sides,
    kept: keptItems(base, sides.earlier, sides.later),
    begun: new Set(),
    newestFirst: isNewestFirst(b),
    ledger,
    following: new Map(),
    anchors: new Map([
      [sides.earlier, anchorsOf(sides.earlier, sides.later)],
      [sides.later, anchorsOf(sides.later, sides.earlier)],
    ]),
    outline: outlineOf(base),
    broughtBack: new Set(),
  };
  const lines: Line[] = [];
  const stable = (from: number, to: number, aFrom: number, bFrom: number) => {
    for (let i = 0; i < to - from; i += 1) {
      const [own, early, late] = [base[from + i], a[aFrom + i], b[bFrom + i]];
      if (own && early && late) lines.push({ token: late, text: mergeToken(own, early, late, ledger) });
    }
  };
  let [at, aAt, bAt] = [0, 0, 0];
  for (const group of joinHunks(earlier, later)) {
    stable(at, group.start, aAt, bAt);
    aAt += group.start - at;
    bAt += group.start - at;
    for (const line of mergeGroup(merging, group, { earlier: aAt, later: bAt })) lines.push(line);
    aAt += group.end - group.start + drift(group.earlier);
    bAt += group.end - group.start + drift(group.later);
    at = group.end;
    yield;
  }
  stable(at, base.length, aAt, bAt);
  const followed = withFollowing(lines, merging.following);
  const heads = headsIn([base, a, b]);
  return partKept(partTables(withoutRowlessHeads(followed, heads), heads), heads);
}

function drift(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, hunk) => sum + (hunk.sideEnd - hunk.sideStart) - (hunk.end - hunk.start), 0);
}

/** Keys of lines a side added or put at a new place. */
function placed(hunks: readonly Hunk[], side: readonly Token[]): ReadonlySet<string> {
  return new Set(hunks.flatMap((hunk) => side.slice(hunk.sideStart, hunk.sideEnd).map((token) => token.key)));
}

function isNewestFirst(tokens: readonly Token[]): boolean {
  const dates = tokens.flatMap((token) => (token.log === null || token.log === '' ? [] : [token.log]));
  return (dates[0] ?? '') > (dates.at(-1) ?? '');
}

/** Lines stay what they are: a kept row or heading that runs into a paragraph would be read as part of it. */
function partKept(lines: readonly Line[], heads: Heads): string[] {
  return lines.flatMap((one, at) => {
    const above = lines[at - 1];
    const head = lacksHead(one, above, heads);
    const parted =
      above !== undefined &&
      (head !== null || isApart(one, above)) &&
      !isBlank(one) &&
      !isBlank(above) &&
      (head !== null || heads.isNames(one.token) || !isRow(above, one));
    return [
      ...(parted ? [eolIn(one.text)] : []),
      ...(head === null ? [] : [head.names.text, head.dashes.text]),
      one.text,
    ];
  });
}

/** Where an item that was kept begins or ends; a task of a queue needs no blank line around it. */
function isApart(one: Line, above: Line): boolean {
  if (one.apart !== true && above.apart !== true) return false;
  const [own, before] = [one.token.within, above.token.within];
  if (own?.isTask === true || before?.isTask === true) return false;
  return own === null || own !== before;
}

function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}

/** Both lines of a table, or both of a list. */
function isRow(above: Line, below: Line): boolean {
  const kind = (line: Line) => /^[\s>]*(?:(\|)|[-*+]\s|\d{1,9}[.)]\s)/u.exec(line.text)?.[1] ?? null;
  const any = (line: Line) => /^[\s>]*(?:\||[-*+]\s|\d{1,9}[.)]\s|(?<=\s{2})\S)/u.test(line.text);
  return any(above) && any(below) && kind(above) === kind(below);
}

function eolIn(text: string): string {
  return text.endsWith('\r\n') ? '\r\n' : '\n';
}

/** Only the last line may lack its line end, and does where the side that changed that says so. */
function closeLines(
  lines: readonly string[],
  asLater: boolean,
  base: string,
  earlier: string,
  later: string,
): string {
  const eol = asLater && eolOf(later) === 'crlf' ? '\r\n' : '\n';
  const closed = isClosed(later) === isClosed(base) ? isClosed(earlier) : isClosed(later);
  const last = lines.length - 1;
  const text = lines.map((line, at) => (at === last || isClosed(line) ? line : line + eol)).join('');
  if (closed) return text === '' || isClosed(text) ? text : text + eol;
  return lines[last]?.trim() === '' ? text : text.replace(/\r?\n$|\r$/u, '');
}

function isClosed(text: string): boolean {
  return /[\r\n]$/u.test(text);
}
