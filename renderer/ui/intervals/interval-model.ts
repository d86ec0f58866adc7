/** A time interval in one lane; `to` is null while it lasts. */
export interface Interval {
  readonly id: string;
  readonly lane: string;
  readonly from: number;
  readonly to: number | null;
  /** Said on hover and in the table. */
  readonly text: string;
}

export interface IntervalRange {
  readonly from: number;
  readonly to: number;
}

export interface DrawnInterval {
  readonly id: string;
  /** Percent of the range. */
  readonly start: number;
  readonly width: number;
  readonly text: string;
}

const percent = (at: number, { from, to }: IntervalRange) => ((at - from) / Math.max(1, to - from)) * 100;

/** What of the intervals falls into the range, to scale. Shorter ones than a pixel are drawn a hair wide by the style. */
export function drawIntervals(
  intervals: readonly Interval[],
  lane: string,
  range: IntervalRange,
): readonly DrawnInterval[] {
  return intervals.flatMap((interval): DrawnInterval[] => {
    const from = Math.max(interval.from, range.from);
    const to = Math.min(interval.to ?? range.to, range.to);
    if (interval.lane !== lane || to < from || to < range.from || from > range.to) return [];
    const start = percent(from, range);
    return [{ id: interval.id, start, width: percent(to, range) - start, text: interval.text }];
  });
}

/** Parts of the range that no interval covers: nothing is known about them. */
export function findGaps(intervals: readonly Interval[], range: IntervalRange): readonly DrawnInterval[] {
  const gaps: { readonly from: number; readonly to: number }[] = [];
  let known = range.from;
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    if (from > known && from <= range.to) gaps.push({ from: known, to: from });
    known = Math.max(known, to ?? range.to);
  }
  if (known < range.to) gaps.push({ from: known, to: range.to });
  return gaps.map(({ from, to }) => {
    const start = percent(from, range);
    return { id: `gap-${from}`, start, width: percent(to, range) - start, text: 'no data' };
  });
}

const minute = 60_000;
const stepChoices = [5, 15, 30, 60, 180, 360, 720, 1440].map((minutes) => minutes * minute);

/** At most eight marks of the clock within the range, at round local times. */
export function clockMarks(
  range: IntervalRange,
  offsetMs: number,
): readonly { readonly at: number; readonly place: number }[] {
  const span = range.to - range.from;
  const step = stepChoices.find((choice) => span / choice <= 8) ?? span / 8;
  const first = Math.ceil((range.from + offsetMs) / step) * step - offsetMs;
  const marks: { readonly at: number; readonly place: number }[] = [];
  for (let at = first; at <= range.to && marks.length < 9; at += step) {
    marks.push({ at, place: percent(at, range) });
  }
  return marks;
}
