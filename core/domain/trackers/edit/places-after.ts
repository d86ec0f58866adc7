import type { ParsedDocument, ParsedItem } from '../model.ts';
import type { Splice } from '../text/span.ts';
import type { AddressedEdit } from './edit-plan.ts';

export interface PlacesAfter {
  /** By the item's index in the document before. */
  readonly places: readonly (ParsedItem | null | undefined)[];
  /** Items that none was before. */
  readonly came: readonly ParsedItem[];
}

/**
 * Each item of a document in the text that edits make of it: null where no item stands any more, undefined where it went
 * or went elsewhere, or where a person wrote its text anew. In words, where more or fewer came or went than was asked.
 */
export function placesAfter(
  doc: ParsedDocument,
  after: ParsedDocument,
  edits: readonly AddressedEdit[],
  splices: readonly Splice[],
  isLogged: boolean,
): PlacesAfter | string {
  if (edits.every(({ kind }) => kind === 'set-field' || kind === 'set-meta')) {
    const [before, now] = [doc.items.length, after.items.length];
    if (before === now) return { places: after.items, came: [] };
  }
  return byPlace(doc, after, edits, splices, isLogged);
}

function byPlace(
  doc: ParsedDocument,
  after: ParsedDocument,
  edits: readonly AddressedEdit[],
  splices: readonly Splice[],
  isLogged: boolean,
): PlacesAfter | string {
  const starting = Map.groupBy(after.items, ({ span }) => span.start);
  const shifted = shifts(splices);
  const found = new Set<ParsedItem>();
  const places = doc.items.map((item) => {
    const start = shifted(item);
    if (start === null) return undefined;
    const there = (starting.get(start) ?? []).filter(
      (one) => one.carrier === item.carrier && !found.has(one),
    );
    const own = there.find(({ title }) => title === item.title) ?? there[0] ?? null;
    if (own !== null) found.add(own);
    return own;
  });
  // What a person writes as text may hold any number of entries.
  if (isLogged || edits.some(({ kind }) => kind === 'set-prose' || kind === 'add-log'))
    return { places, came: [] };
  const came = after.items.filter((item) => !found.has(item));
  const isRowsOnly = edits.every(({ kind }) => kind === 'add-item' || kind === 'duplicate-item');
  if (isRowsOnly && came.length === 0) return 'The new row would not be read as an entry there.';
  const makesNone = edits.every(
    ({ kind }) => kind === 'set-field' || kind === 'set-meta' || kind === 'delete-item',
  );
  if (makesNone && came.length > 0) return `"${came[0]?.title ?? ''}" would be read as an entry of its own.`;
  return { places, came };
}

/** Where an item begins once the splices are applied; null for one that is cut out or cut into. */
function shifts(splices: readonly Splice[]): (item: ParsedItem) => number | null {
  const by: number[] = [];
  let sum = 0;
  for (const { start, end, insert } of splices) {
    sum += insert.length - (end - start);
    by.push(sum);
  }
  return ({ span }) => {
    // The last splice that begins at or before the item.
    let low = 0;
    let high = splices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((splices[middle]?.start ?? 0) <= span.start) low = middle + 1;
      else high = middle;
    }
    const last = splices[low - 1];
    if (last === undefined) return span.start;
    const through = last.end > span.start;
    if (!through) return span.start + (by[low - 1] ?? 0);
    const own = last.start === span.start && last.end < span.end;
    return own ? span.start + (by[low - 2] ?? 0) : null;
  };
}
