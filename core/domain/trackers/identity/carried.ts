import type { ParsedDocument } from '../model.ts';
import { changedBetween } from '../read/placing/changed-items.ts';
import type { Splice } from '../text/span.ts';
import { lineStarts } from '../text/text.ts';

/**
 * Items that an edit made here left in their place under another address (a rename): address now -> address before.
 * Unlike an outside change, our own says which row is which, however little the names have in common. Without
 * `splices` (undo, redo) lines that differ are paired where they are as many as before, and only a row whose old name
 * is gone and whose new name is new counts: rows that changed places keep their names.
 */
export function carriedItems(
  before: ParsedDocument,
  after: ParsedDocument,
  splices: readonly Splice[] | null,
): ReadonlyMap<string, string> {
  const changed = changedBetween(before.items, after.items);
  const moved =
    before.items.length !== after.items.length ||
    (changed === null
      ? before.items.some((item, at) => item.address !== after.items[at]?.address)
      : changed.some((at) => before.items[at]?.address !== after.items[at]?.address));
  if (!moved) return new Map();
  const placeOf = splices === null ? byLines(before.text, after.text) : bySplices(splices);
  const now = new Map(after.items.map((item) => [spot(item.kind, item.span.start), item.address]));
  const names = { before: addresses(before), after: addresses(after) };
  const carried = new Map<string, string>();
  for (const item of before.items) {
    const place = placeOf(item.span.start);
    const found = place === null ? undefined : now.get(spot(item.kind, place));
    if (found === undefined || found === item.address) continue;
    if (splices !== null || (!names.before.has(found) && !names.after.has(item.address))) {
      carried.set(found, item.address);
    }
  }
  return carried;
}

function spot(kind: string, start: number): string {
  return `${kind}@${start}`;
}

function addresses(doc: ParsedDocument): ReadonlySet<string> {
  return new Set(doc.items.map((item) => item.address));
}

/** Where an offset of the old text stands in the new one; null inside what was replaced. */
function bySplices(splices: readonly Splice[]): (offset: number) => number | null {
  return (offset) => {
    let shift = 0;
    for (const splice of splices) {
      if (offset >= splice.end) shift += splice.insert.length - (splice.end - splice.start);
      else if (offset >= splice.start) return null;
      else break;
    }
    return offset + shift;
  };
}

/** The same for line starts, from the texts alone. */
function byLines(before: string, after: string): (offset: number) => number | null {
  const old = lineStarts(before);
  const fresh = lineStarts(after);
  const line = (text: string, starts: readonly number[], at: number) =>
    text.slice(starts[at], starts[at + 1]);
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && line(before, old, head) === line(after, fresh, head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    line(before, old, old.length - 1 - tail) === line(after, fresh, fresh.length - 1 - tail)
  ) {
    tail += 1;
  }
  const paired = old.length === fresh.length;
  const places = new Map(
    old.flatMap((start, at) => {
      if (at < head || paired) return [[start, fresh[at] ?? null] as const];
      return at >= old.length - tail ? [[start, fresh[at + fresh.length - old.length] ?? null] as const] : [];
    }),
  );
  return (offset) => places.get(offset) ?? null;
}
