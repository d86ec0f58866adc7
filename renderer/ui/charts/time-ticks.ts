import { isIsoDate } from '../../../core/kernel/time.ts';
import { formatUtcMonth, formatUtcMonthDay } from '../text/format.ts';

const day = 86_400_000;

export interface TimeTick {
  /** UTC midnight. */
  readonly at: number;
  readonly label: string;
}

type Step = { readonly unit: 'day' | 'month'; readonly size: number; readonly about: number };

const steps: readonly Step[] = [
  { unit: 'day', size: 1, about: day },
  { unit: 'day', size: 2, about: 2 * day },
  { unit: 'day', size: 7, about: 7 * day },
  { unit: 'day', size: 14, about: 14 * day },
  { unit: 'month', size: 1, about: 30.4 * day },
  { unit: 'month', size: 3, about: 91 * day },
  { unit: 'month', size: 6, about: 182 * day },
  { unit: 'month', size: 12, about: 365 * day },
  { unit: 'month', size: 60, about: 1826 * day },
  { unit: 'month', size: 240, about: 7305 * day },
];

/** First Monday, or first day of the unit, not before `from`. */
function firstTick(from: number, step: Step): number {
  const date = new Date(from);
  if (step.unit === 'month') {
    const month = date.getUTCMonth();
    const start = Date.UTC(date.getUTCFullYear(), month, 1);
    const whole = start < from ? month + 1 : month;
    const year =
      step.size > 12 ? Math.ceil(date.getUTCFullYear() / (step.size / 12)) * (step.size / 12) : null;
    if (year !== null) return Date.UTC(year, 0, 1);
    return Date.UTC(date.getUTCFullYear(), Math.ceil(whole / step.size) * step.size, 1);
  }
  const midnight = Math.ceil(from / day) * day;
  if (step.size < 7) return midnight;
  const weekday = new Date(midnight).getUTCDay();
  return midnight + ((8 - weekday) % 7) * day;
}

function next(at: number, step: Step): number {
  if (step.unit === 'day') return at + step.size * day;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step.size, 1);
}

/** Ticks at days, Mondays or month starts: at most `most` of them between two times. */
export function timeTicks(from: number, to: number, most: number): readonly TimeTick[] {
  if (to <= from) return [{ at: from, label: formatUtcMonthDay(from) }];
  const wanted = (to - from) / Math.max(1, most);
  const step = steps.find((one) => one.about >= wanted) ?? steps.at(-1);
  if (step === undefined) return [];
  const label = step.unit === 'month' ? formatUtcMonth : formatUtcMonthDay;
  const ticks: TimeTick[] = [];
  for (let at = firstTick(from, step); at <= to; at = next(at, step)) {
    ticks.push({ at, label: label(at) });
  }
  return ticks;
}

/** UTC midnight of an ISO date, null for anything else. */
export function dayTime(text: string): number | null {
  return isIsoDate(text) ? Date.parse(`${text}T00:00:00Z`) : null;
}

export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
