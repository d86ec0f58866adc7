import { formatClock, formatDay, formatMoment, formatMonthDay } from '../text/format.ts';
import { dayTime, type TimeTick, timeTicks } from './time-ticks.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** Where a point stands: UTC midnight of an ISO date, the moment of an ISO instant (`…Z`); null for a name. */
export function pointTime(text: string): number | null {
  if (!instant.test(text)) return dayTime(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

export const isInstant = (text: string): boolean => instant.test(text);

/** A point's place in words: a day, or a moment by this machine's clock. */
export function pointLabel(text: string): string {
  return instant.test(text) ? formatMoment(Date.parse(text)) : formatDay(text);
}

const steps = [1, 2, 5, 10, 15, 30]
  .map((size) => size * minute)
  .concat(
    [1, 2, 3, 6, 12].map((size) => size * hour),
    [1, 2, 7].map((size) => size * day),
  );

/** Round times of this machine's clock between two moments, at most about `most`; midnight reads as its day. */
export function instantTicks(from: number, to: number, most: number): readonly TimeTick[] {
  if (to <= from) return [{ at: from, label: formatClock(from) }];
  const wanted = (to - from) / Math.max(1, most);
  const step = steps.find((size) => size >= wanted);
  if (step === undefined) return timeTicks(from, to, most);
  const start = new Date(from);
  start.setHours(0, 0, 0, 0);
  const ticks: TimeTick[] = [];
  let at = start.getTime();
  while (at <= to) {
    const date = new Date(at);
    const midnight = date.getHours() === 0 && date.getMinutes() === 0;
    if (at >= from) ticks.push({ at, label: midnight ? formatMonthDay(at) : formatClock(at) });
    // By the calendar, not by hours: a day of 23 or 25 hours still ends at midnight.
    if (step >= day) at = date.setDate(date.getDate() + step / day);
    else at += step;
  }
  return ticks;
}
