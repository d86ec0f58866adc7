import { z } from 'zod';

/** `2026-02-16`: a day that the calendar has. */
export const IsoDate = z.iso.date();

/** Whether a text is an ISO date of the calendar; `2026-02-30` is none. */
export function isIsoDate(text: string): boolean {
  return z.regexes.date.test(text);
}

/** The furthest moment, before and after the epoch, that a date can be made of. */
const FURTHEST = 8_640_000_000_000_000;

/** Milliseconds since the Unix epoch. */
export const Millis = z.number().int().min(-FURTHEST).max(FURTHEST);

/** The day on this machine's wall calendar at a moment, ISO. */
export function localDay(at: number): string {
  const day = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** `2026-02-16 09:30`, in UTC. */
export function utcMinute(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
