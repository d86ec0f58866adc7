import type { ParsedDocument } from '../model.ts';
import { knownItem, matchItems } from './identity.ts';

export interface Likeness {
  /** Items of the one text that are found again in the other. */
  readonly matched: number;
  readonly of: number;
  /** Items that only the other has. */
  readonly fresh: number;
  /** Titles of those that it lacks. */
  readonly gone: readonly string[];
}

/** How much of what one text lists another one lists too, told the way an outside change would be. */
export function likenessOf(one: ParsedDocument, other: ParsedDocument): Likeness {
  const { matched, fresh, gone } = matchItems(one.items.map(knownItem), other.items);
  const titles = new Map(one.items.map(({ address, title }) => [address, title]));
  return {
    matched: matched.size,
    of: one.items.length,
    fresh: fresh.length,
    gone: gone.map((address) => titles.get(address) ?? address),
  };
}

/** "7 of 8 items are in it, 1 is not, 2 are new". */
export function likenessWords({ matched, of, fresh }: Omit<Likeness, 'gone'>): string {
  const lacks = of - matched;
  const parts = [
    of === 0 ? 'the tracker has no items to compare' : `${matched} of ${of} items are in it`,
    ...(lacks === 0 ? [] : [`${lacks} ${lacks === 1 ? 'is' : 'are'} not`]),
    ...(fresh === 0 ? [] : [`${fresh} ${fresh === 1 ? 'is' : 'are'} new`]),
  ];
  return parts.join(', ');
}
