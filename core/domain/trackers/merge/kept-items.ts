import { bare } from './line-kinds.ts';
import { CHANGED_ROW_STAYS, type MergeConflict } from './merge-conflict.ts';
import type { Side } from './merge-sides.ts';
import type { Token } from './merge-tokens.ts';
import type { Whole } from './whole-items.ts';

/** An item that one side removed and the other changed: it stays, with all its lines. */
export interface KeptItem {
  /** Its first line in the base. */
  readonly at: number;
  readonly conflict: MergeConflict;
}

/** By the name of the item; those inside of another that is kept go with it. */
export function keptItems(base: readonly Token[], earlier: Side, later: Side): ReadonlyMap<string, KeptItem> {
  const kept = new Map<string, KeptItem>();
  const before = linesByItem(base, base);
  const inEarlier = linesByItem(earlier.tokens, base);
  const inLater = linesByItem(later.tokens, base);
  for (const [at, token] of base.entries()) {
    const { within, head } = token;
    if (within === null || !head || keptOf(kept, token, base) !== null) continue;
    const { item } = within;
    const [own, early, late] = [before, inEarlier, inLater].map((lines) => lines.get(item) ?? []);
    if (own === undefined || early === undefined || late === undefined) continue;
    if (isGone(own, late, later) && isChanged(own, early)) keep(at, within, own, early, 'earlier');
    if (isGone(own, early, earlier) && isChanged(own, late)) keep(at, within, own, late, 'later');
  }
  return kept;

  function keep(
    at: number,
    whole: Whole,
    own: readonly Token[],
    lines: readonly Token[],
    who: 'earlier' | 'later',
  ) {
    kept.set(whole.item, {
      at,
      conflict: {
        address: lines[0]?.within?.address ?? whole.address,
        field: 'item',
        label: 'Row',
        base: textOf(own),
        earlier: who === 'earlier' ? textOf(lines) : null,
        later: who === 'later' ? textOf(lines) : null,
        kept: who === 'later' ? 'later' : 'both',
        rule: CHANGED_ROW_STAYS,
      },
    });
  }
}

/** The lines of each item, with those of the items inside it. */
function linesByItem(
  tokens: readonly Token[],
  base: readonly Token[],
): ReadonlyMap<string, readonly Token[]> {
  const lines = new Map<string, Token[]>();
  for (const token of tokens)
    for (let at = wholeOf(token, base); at !== null; at = at.outer) {
      const own = lines.get(at.item);
      if (own === undefined) lines.set(at.item, [token]);
      else own.push(token);
    }
  return lines;
}

function isGone(own: readonly Token[], lines: readonly Token[], side: Side): boolean {
  return lines.length === 0 && !own.some((token) => token.head && side.byKey.has(token.key));
}

function isChanged(own: readonly Token[], lines: readonly Token[]): boolean {
  return lines.length > 0 && bare(textOf(own)) !== bare(textOf(lines));
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** The kept item a line belongs to, directly or inside of others. */
export function keptOf(
  kept: ReadonlyMap<string, KeptItem>,
  token: Token,
  base: readonly Token[],
): KeptItem | null {
  for (let at = wholeOf(token, base); at !== null; at = at.outer) {
    const item = kept.get(at.item);
    if (item !== undefined) return item;
  }
  return null;
}

/** Where a side is not read as an item any more, as under a status nobody knows, a line belongs where it belonged before. */
function wholeOf(token: Token, base: readonly Token[]): Whole | null {
  if (token.within !== null || !token.key.startsWith('@')) return token.within;
  return base[Number(token.key.slice(1))]?.within ?? null;
}
