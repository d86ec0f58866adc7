import { changesBetween } from '../text/align.ts';
import type { Token } from './merge-tokens.ts';

/** Base tokens `start..end` became the side's tokens `sideStart..sideEnd`. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly sideStart: number;
  readonly sideEnd: number;
}

/** Hunks of both sides that touch the same base tokens, or insert at the same place. */
export interface HunkGroup {
  readonly start: number;
  readonly end: number;
  readonly earlier: readonly Hunk[];
  readonly later: readonly Hunk[];
}

export function hunksOf(base: readonly Token[], side: readonly Token[]): Hunk[] {
  const changes = changesBetween(
    base.map((token) => token.key),
    side.map((token) => token.key),
  );
  return changes.map(({ start, end, freshStart, freshEnd }) => ({
    start,
    end,
    sideStart: freshStart,
    sideEnd: freshEnd,
  }));
}

export function joinHunks(earlier: readonly Hunk[], later: readonly Hunk[]): HunkGroup[] {
  const all = [
    ...earlier.map((hunk) => ({ hunk, own: true })),
    ...later.map((hunk) => ({ hunk, own: false })),
  ];
  all.sort((x, y) => x.hunk.start - y.hunk.start || x.hunk.end - y.hunk.end);
  const groups: { start: number; end: number; earlier: Hunk[]; later: Hunk[] }[] = [];
  for (const { hunk, own } of all) {
    let group = groups.at(-1);
    if (!group || !overlaps(group, hunk)) {
      group = { start: hunk.start, end: hunk.end, earlier: [], later: [] };
      groups.push(group);
    }
    group.end = Math.max(group.end, hunk.end);
    (own ? group.earlier : group.later).push(hunk);
  }
  return groups;
}

/** Sharing a token, or putting lines at one and the same place; a change right behind another stands alone. */
function overlaps(group: { start: number; end: number }, hunk: Hunk): boolean {
  if (hunk.start < group.end) return true;
  return group.start === group.end && hunk.start === group.start;
}

/** Hunks of one side, asked line by line of the base. */
export interface HunkPlaces {
  /** Places in the side of the lines it put before a line of the base. */
  insertedBefore(index: number): number[];
  /** Whether the side took the line of the base away, or put others in its place. */
  covers(index: number): boolean;
}

export function placesOf(hunks: readonly Hunk[]): HunkPlaces {
  const byStart = new Map(hunks.map((hunk) => [hunk.start, hunk]));
  const covered = new Set(hunks.flatMap(({ start, end }) => range(start, end)));
  return {
    insertedBefore(index) {
      const hunk = byStart.get(index);
      return hunk === undefined ? [] : range(hunk.sideStart, hunk.sideEnd);
    },
    covers: (index) => covered.has(index),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
