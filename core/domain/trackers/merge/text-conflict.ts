import type { MergeLedger } from './merge-conflict.ts';
import { type Hunk, type HunkGroup, placesOf } from './merge-hunks.ts';
import { isPlainText } from './merge-sides.ts';
import type { Token } from './merge-tokens.ts';

/** `union`: no clash; `both`: text both rewrote is kept twice; `later`: doubling it would break the structure. */
export type TextRule = 'union' | 'both' | 'later';

const STRUCTURE = /^[\s>]*(?:\||#{1,6}\s|`{3}|~{3}|(?:-{3,}|={3,})\s*$)|^[^|]*\|[\s:|-]+$/u;

/** Text lines both sides took away and replaced differently. */
export function textConflict(
  group: HunkGroup,
  sides: {
    readonly base: readonly Token[];
    readonly earlier: readonly Token[];
    readonly later: readonly Token[];
  },
  isElsewhere: (base: Token) => boolean,
  ledger: MergeLedger,
): TextRule {
  const gone: Token[] = [];
  const [early, late] = [placesOf(group.earlier), placesOf(group.later)];
  for (let i = group.start; i < group.end; i += 1) {
    const own = sides.base[i];
    const both = early.covers(i) && late.covers(i);
    if (own && both && own.fields.length === 0 && own.text.trim() !== '' && !isElsewhere(own)) gone.push(own);
  }
  if (gone.length === 0) return 'union';
  const plain = (hunks: readonly Hunk[], tokens: readonly Token[]) =>
    hunks
      .flatMap((hunk) => tokens.slice(hunk.sideStart, hunk.sideEnd))
      .filter((token) => (isPlainText(token) || token.key.startsWith('&')) && !isOfAdded(token));
  const earlier = plain(group.earlier, sides.earlier);
  const later = plain(group.later, sides.later);
  const said = (tokens: readonly Token[]) => tokens.map((token) => token.key).join('\n');
  if (said(earlier) === said(later)) return 'union';
  const earlierBlank = earlier.every((token) => token.text.trim() === '');
  const breaks = [...gone, ...earlier, ...later].some((token) => STRUCTURE.test(token.text));
  const rule = breaks || earlierBlank ? 'later' : 'both';
  ledger.conflicts.push({
    address: '',
    field: 'text',
    label: 'Text',
    base: textOf(gone),
    earlier: textOf(earlier),
    later: textOf(later),
    kept: rule,
    rule:
      rule === 'both'
        ? 'Both sides rewrote this text; the merge kept both, one after the other.'
        : 'Both sides rewrote these lines, and keeping both would break their structure; the merge kept one side’s.',
  });
  return rule;
}

function textOf(tokens: readonly Token[]): string | null {
  if (tokens.length === 0) return null;
  return tokens
    .map((token) => token.text)
    .join('')
    .trim();
}

/** A line of an item that is new is no other wording of anything. */
export function isOfAdded({ within }: Token): boolean {
  return within?.item.startsWith('+') === true;
}
