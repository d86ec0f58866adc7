import { localDay } from '../../../core/kernel/time.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-02-16T14:30` of this machine's time zone. */
export function localMinute(at: number): string {
  const date = new Date(at);
  return `${localDay(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The moment a local minute stands for; null for anything else, such as a day that doesn't exist. */
export function momentOf(minute: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(minute)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0] = parts;
  const at = new Date(year, month - 1, day, hours, minutes).getTime();
  // An hour that a change of the clocks leaves out reads back as another: what counts is the day.
  return localMinute(at).slice(0, 10) === minute.slice(0, 10) ? at : null;
}
