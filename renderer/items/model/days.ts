const DAY = 86_400_000;

const NEAR = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const FULL = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});

function dayNumber(iso: string): number | null {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.round(at / DAY);
}

/** `Feb 16, 2026`; the words as they stand when they aren't a date. */
export function dayWords(iso: string | null): string {
  if (iso === null || iso === '') return '';
  const day = dayNumber(iso);
  return day === null ? iso : FULL.format(day * DAY);
}

/** `Feb 16`, for places where the year is said beside it. */
export function shortDay(iso: string): string {
  const day = dayNumber(iso);
  return day === null ? iso : NEAR.format(day * DAY);
}

/** Whole days from `from` to `to`; negative when `to` lies before. Zero when either isn't a date. */
export function daysBetween(from: string, to: string): number {
  const a = dayNumber(from);
  const b = dayNumber(to);
  return a === null || b === null ? 0 : b - a;
}

export function addDays(iso: string, days: number): string {
  const day = dayNumber(iso);
  return day === null ? iso : new Date((day + days) * DAY).toISOString().slice(0, 10);
}

/** "today", "in 3 days", "2 days late" seen from `today`. */
export function dueWords(due: string, today: string): string {
  const days = daysBetween(today, due);
  if (days === 0) return 'due today';
  const count = Math.abs(days);
  const unit = count === 1 ? 'day' : 'days';
  return days > 0 ? `${count} ${unit} left` : `${count} ${unit} late`;
}

/** "slipped 7 days", "3 days earlier". */
export function slipWords(days: number): string {
  if (days === 0) return 'on the first date';
  const unit = Math.abs(days) === 1 ? 'day' : 'days';
  return days > 0 ? `slipped ${days} ${unit}` : `${-days} ${unit} earlier`;
}
