import { readDay } from '../../../../core/domain/trackers/text/dates.ts';
import { plainText } from '../../../../core/domain/trackers/text/plain-text.ts';
import { isOpen } from '../../../../core/domain/trackers/vocabulary/states.ts';
import { daysBetween, formatCount, formatDay } from '../../../ui/text/format.ts';
import type { Item } from './rows.ts';

const DAY = 86_400_000;

/** `Feb 16, 2026`; nothing for no date, the words as they stand when they aren't a date. */
export function dayText(iso: string | null): string {
  return iso === null ? '' : formatDay(iso);
}

/** As `dayText`; where the document says a month or quarter its words stand, beside the day of it that counts. */
export function fieldDayText(field: { readonly value: string; readonly raw: string }): string {
  const day = dayText(field.value);
  return readDay(field.raw)?.isPeriod === true && day !== field.value
    ? `${plainText(field.raw)} (${day})`
    : day;
}

/** Open, not deferred, and its day has passed. */
export function isLate(item: Pick<Item, 'due' | 'state' | 'deferred'>, today: string): boolean {
  return item.due !== null && item.due < today && isOpen(item.state) && !item.deferred;
}

export function addDays(iso: string, days: number): string {
  const day = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(day) ? iso : new Date(day + days * DAY).toISOString().slice(0, 10);
}

/** "due today", "3 days left", "2 days late" seen from `today`. */
export function dueText(due: string, today: string): string {
  const days = daysBetween(today, due);
  return Number.isNaN(days) ? '' : daysLeftText(days);
}

export function daysLeftText(days: number): string {
  if (days === 0) return 'due today';
  return days > 0 ? `${formatCount(days, 'day')} left` : `${formatCount(-days, 'day')} late`;
}

/** "slipped 7 days", "3 days earlier". */
export function slipText(days: number): string {
  if (days === 0) return 'on the first date';
  return days > 0 ? `slipped ${formatCount(days, 'day')}` : `${formatCount(-days, 'day')} earlier`;
}
