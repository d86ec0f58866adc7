import { isIsoDate } from '../../../core/kernel/time.ts';

const day = 86_400_000;

function isoOf(time: number): string | null {
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function exact(year: number, month: number, dayOfMonth: number): string | null {
  const iso = isoOf(Date.UTC(year, month - 1, dayOfMonth));
  const wanted = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return iso === wanted ? iso : null;
}

/** Said beside a text that is no day. */
export const dateAdvice = 'Write a day like 2026-04-03 or 3 April 2026, today, or +7 for a week later.';

/**
 * Reads what a person types into a date cell: `2026-4-3`, `today`, `+7` (from the cell's date, else from today).
 * Null means not understood; empty stays empty, which clears the date.
 */
export function readDateEntry(typed: string, current: string, today: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === '') return '';
  if (text === 'today') return today;
  const full = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (full !== null) return exact(Number(full[1]), Number(full[2]), Number(full[3]));
  const shift = /^([+-]\d{1,4})\s*(d|w)?$/.exec(text);
  if (shift !== null) {
    const base = isIsoDate(current) ? current : today;
    const days = Number(shift[1]) * (shift[2] === 'w' ? 7 : 1);
    return isoOf(Date.parse(`${base}T00:00:00Z`) + days * day);
  }
  return null;
}
