import { diffArrays } from 'diff';

/** A range of `old` (half-open) that became a range of `fresh`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly freshStart: number;
  readonly freshEnd: number;
}

/** A range between two anchors with more differences than this counts as replaced as a whole. */
const MAX_EDITS = 1500;
/** The search takes about as many steps as entries times differences: where many are searched, they may differ in less. */
const MAX_STEPS = 4_000_000;

/**
 * Where two sequences differ. Entries that occur once on each side anchor the comparison, so that long documents
 * cost little and a moved block doesn't drag its surroundings along; between anchors the shortest edit is taken.
 */
export function changesBetween(old: readonly string[], fresh: readonly string[]): Change[] {
  const ranges: Range[] = [];
  let oldAt = 0;
  let freshAt = 0;
  for (const [i, j] of [...anchors(old, fresh), [old.length, fresh.length] as const]) {
    const range = rangeOf(old, fresh, { start: oldAt, end: i, freshStart: freshAt, freshEnd: j });
    if (range !== null) ranges.push(range);
    oldAt = i + 1;
    freshAt = j + 1;
  }
  const searched = ranges.reduce(
    (sum, { gone, come, sharesSome }) => sum + (sharesSome ? gone.length + come.length : 0),
    0,
  );
  const maxEdits = Math.min(MAX_EDITS, Math.ceil(MAX_STEPS / Math.max(1, searched)));
  const changes: Change[] = [];
  for (const range of ranges) search(range, maxEdits, changes);
  return changes;
}

/** What stands between two anchors, without what is the same at its ends. */
interface Range extends Change {
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly sharesSome: boolean;
}

/** Null where nothing differs. */
function rangeOf(old: readonly string[], fresh: readonly string[], between: Change): Range | null {
  let { start, end, freshStart, freshEnd } = between;
  while (start < end && freshStart < freshEnd && old[start] === fresh[freshStart]) {
    start += 1;
    freshStart += 1;
  }
  while (start < end && freshStart < freshEnd && old[end - 1] === fresh[freshEnd - 1]) {
    end -= 1;
    freshEnd -= 1;
  }
  if (start === end && freshStart === freshEnd) return null;
  const [gone, come] = [old.slice(start, end), fresh.slice(freshStart, freshEnd)];
  const left = new Set(gone);
  return { start, end, freshStart, freshEnd, gone, come, sharesSome: come.some((entry) => left.has(entry)) };
}

function search(range: Range, maxEditLength: number, out: Change[]): void {
  let { start, end, freshStart, freshEnd } = range;
  const parts = range.sharesSome
    ? diffArrays([...range.gone], [...range.come], { maxEditLength })
    : undefined;
  if (parts === undefined) {
    push(out, { start, end, freshStart, freshEnd });
    return;
  }
  for (const part of parts) {
    const count = part.value.length;
    if (part.removed) {
      push(out, { start, end: start + count, freshStart, freshEnd: freshStart });
      start += count;
    } else if (part.added) {
      push(out, { start, end: start, freshStart, freshEnd: freshStart + count });
      freshStart += count;
    } else {
      start += count;
      freshStart += count;
    }
  }
}

/** Touching changes are one. */
function push(out: Change[], change: Change): void {
  const last = out.at(-1);
  if (last && last.end === change.start && last.freshEnd === change.freshStart) {
    out[out.length - 1] = { ...last, end: change.end, freshEnd: change.freshEnd };
  } else out.push(change);
}

/** Pairs of positions whose entry is unique on both sides, in an order both sides agree on. */
function anchors(old: readonly string[], fresh: readonly string[]): (readonly [number, number])[] {
  const inFresh = uniquePlaces(fresh);
  const pairs: (readonly [number, number])[] = [];
  for (const [entry, i] of uniquePlaces(old)) {
    const j = inFresh.get(entry);
    if (j !== undefined) pairs.push([i, j]);
  }
  return longestRising(pairs.sort((a, b) => a[0] - b[0]));
}

function uniquePlaces(entries: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    if (places.has(entry)) repeated.add(entry);
    else places.set(entry, index);
  }
  for (const entry of repeated) places.delete(entry);
  return places;
}

function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  }
  const rising: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}
