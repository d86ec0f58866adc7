import { type KnownItem, matchItems, rowHash, sectionOf } from '../identity/identity.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import { eolOf } from '../text/text.ts';
import type { MergeConflict, MergeLedger } from './merge-conflict.ts';
import { type LineIndex, mergeGroup, type Neighbours } from './merge-group.ts';
import { type Hunk, hunksOf, joinHunks } from './merge-hunks.ts';
import { mergeToken } from './merge-token.ts';
import { type Token, tokenise } from './merge-tokens.ts';

export interface MergeResult {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Three-way merge of two sides ordered by time and hash, so that every device merges alike. The later side's bytes
 * stay, except where only the earlier changed. Values changed on both sides keep the later one and become a conflict;
 * text changed on both sides keeps both.
 */
export function mergeThreeWay(
  base: ParsedDocument,
  earlier: ParsedDocument,
  later: ParsedDocument,
): MergeResult {
  if (earlier.text === later.text || earlier.text === base.text) {
    return { text: later.text, conflicts: [] };
  }
  const names = identities(base, earlier, later);
  const o = tokenise(base, (item) => item.address);
  const a = tokenise(earlier, names.earlier);
  const b = tokenise(later, names.later);
  const ledger: MergeLedger = { conflicts: [] };
  const lines = assemble(o, a, b, ledger);
  return { text: closeLines(lines, later.text), conflicts: ledger.conflicts };
}

/** Items found again in both documents share the base's address; rows both added at one address share theirs. */
function identities(base: ParsedDocument, earlier: ParsedDocument, later: ParsedDocument) {
  const known = base.items.map(
    (item): KnownItem => ({
      id: item.address,
      address: item.address,
      key: item.key,
      title: item.title,
      sectionPath: sectionOf(item.address),
      rowHash: rowHash(item),
      kind: item.kind,
      values: item.fields.map((field) => field.raw),
    }),
  );
  const inEarlier = matchItems(known, earlier.items).matched;
  const inLater = matchItems(known, later.items).matched;
  const fresh = new Map(
    later.items.filter((item) => !inLater.has(item.address)).map((item) => [item.address, item.title]),
  );
  const shared = new Set(
    earlier.items
      .filter((item) => !inEarlier.has(item.address) && fresh.get(item.address) === item.title)
      .map((item) => item.address),
  );
  const name = (matched: ReadonlyMap<string, string>, side: string) => (item: ParsedItem) =>
    matched.get(item.address) ?? (shared.has(item.address) ? `+${item.address}` : `${side}${item.address}`);
  return { earlier: name(inEarlier, '+earlier:'), later: name(inLater, '+later:') };
}

function assemble(
  o: readonly Token[],
  a: readonly Token[],
  b: readonly Token[],
  ledger: MergeLedger,
): string[] {
  const earlier = hunksOf(o, a);
  const later = hunksOf(o, b);
  const where: LineIndex = {
    base: byKey(o),
    earlier: byKey(a),
    later: byKey(b),
    placedByEarlier: placed(earlier, a),
    placedByLater: placed(later, b),
    besideInEarlier: neighbours(a),
    besideInLater: neighbours(b),
    newestFirst: isNewestFirst(b),
  };
  const lines: string[] = [];
  const stable = (from: number, to: number, aFrom: number, bFrom: number) => {
    for (let i = 0; i < to - from; i += 1) {
      const [own, early, late] = [o[from + i], a[aFrom + i], b[bFrom + i]];
      if (own && early && late) lines.push(mergeToken(own, early, late, ledger));
    }
  };
  let at = 0;
  let aAt = 0;
  let bAt = 0;
  for (const group of joinHunks(earlier, later)) {
    stable(at, group.start, aAt, bAt);
    aAt += group.start - at;
    bAt += group.start - at;
    lines.push(...mergeGroup(group, { o, a, b }, { aAt, bAt }, where, ledger));
    aAt += group.end - group.start + drift(group.earlier);
    bAt += group.end - group.start + drift(group.later);
    at = group.end;
  }
  stable(at, o.length, aAt, bAt);
  return lines;
}

function drift(hunks: readonly Hunk[]): number {
  return hunks.reduce((sum, hunk) => sum + (hunk.sideEnd - hunk.sideStart) - (hunk.end - hunk.start), 0);
}

/** Keys of lines a side added or put at a new place. */
function placed(hunks: readonly Hunk[], side: readonly Token[]): ReadonlySet<string> {
  return new Set(hunks.flatMap((hunk) => side.slice(hunk.sideStart, hunk.sideEnd).map((token) => token.key)));
}

function neighbours(tokens: readonly Token[]): ReadonlyMap<string, Neighbours> {
  const map = new Map<string, Neighbours>();
  for (const [index, token] of tokens.entries()) {
    if (token.fields.length === 0) continue;
    const above = tokens[index - 1];
    map.set(token.key, {
      above: above?.key ?? '',
      below: tokens[index + 1]?.key ?? '',
      title: above?.title ?? '',
    });
  }
  return map;
}

function isNewestFirst(tokens: readonly Token[]): boolean {
  const dates = tokens.flatMap((token) => (token.log === null || token.log === '' ? [] : [token.log]));
  return (dates[0] ?? '') > (dates.at(-1) ?? '');
}

function byKey(tokens: readonly Token[]): ReadonlyMap<string, Token> {
  const map = new Map<string, Token>();
  for (const token of tokens) if (token.fields.length > 0) map.set(token.key, token);
  return map;
}

/** Only the last line may lack its line end. */
function closeLines(lines: readonly string[], like: string): string {
  const eol = eolOf(like) === 'crlf' ? '\r\n' : '\n';
  const last = lines.length - 1;
  return lines.map((line, index) => (index < last && !/[\r\n]$/u.test(line) ? line + eol : line)).join('');
}
