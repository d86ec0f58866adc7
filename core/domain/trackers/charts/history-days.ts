import { dayNumber, isoOfDay } from '../../expression/days.ts';
import { NO_COUNTS } from '../vocabulary/state-counts.ts';
import { addTallies, type StateTally } from './progress.ts';

/** How a tracker stood at the end of a day on which it changed. */
export interface HistoryDay {
  readonly day: string;
  readonly counts: StateTally;
}

export interface KnownDay {
  readonly day: string;
  /** Null before anything was observed. */
  readonly counts: StateTally | null;
}

/** Longer ranges than this are shown week by week (each week by its last day). */
const MAX_DAYS = 400;

/**
 * One entry per day (or week) of the range. Between two observations a tracker keeps its earlier state: nobody
 * saw it change. Before its first observation nothing is known of it; of several trackers the sum
 * counts those observed so far.
 */
export function knownDays(
  histories: readonly (readonly HistoryDay[])[],
  range: { readonly from: string | null; readonly to: string },
): KnownDay[] {
  const sorted = histories
    .filter((days) => days.length > 0)
    .map((days) => days.toSorted((a, b) => (a.day < b.day ? -1 : 1)));
  const first = sorted.map((days) => days[0]?.day ?? range.to).reduce((a, b) => (a < b ? a : b), range.to);
  const start = dayNumber(range.from ?? first);
  const end = dayNumber(range.to);
  if (sorted.length === 0 || start === null || end === null || start > end) return [];
  const step = end - start + 1 > MAX_DAYS ? 7 : 1;
  const cursors = sorted.map((days) => ({ days, next: 0, now: null as StateTally | null }));
  const known: KnownDay[] = [];
  for (let day = start; ; day = Math.min(day + step, end)) {
    const iso = isoOfDay(day);
    let sum: StateTally | null = null;
    for (const cursor of cursors) {
      for (
        let seen = cursor.days[cursor.next];
        seen !== undefined && seen.day <= iso;
        seen = cursor.days[++cursor.next]
      ) {
        cursor.now = seen.counts;
      }
      if (cursor.now !== null) sum = addTallies(sum ?? NO_COUNTS, cursor.now);
    }
    known.push({ day: iso, counts: sum });
    if (day >= end) return known;
  }
}

/** The unknown period at the start, as a chart's gap. */
export function gapsOf(days: readonly KnownDay[]): { from: string; to: string }[] {
  const first = days.findIndex((day) => day.counts !== null);
  const from = days[0]?.day;
  if (from === undefined || first === 0) return [];
  const to = first < 0 ? days.at(-1)?.day : days[first]?.day;
  return to === undefined ? [] : [{ from, to }];
}
