import { isIsoDate } from '../../../core/kernel/time.ts';
/**
 * Words are English everywhere, so days and numbers are too: in the order of the first English region that the person's
 * browser names, else plain English. A German number between English words would be misread.
 */
export function englishLocale(languages: readonly string[]): string {
  return languages.find((language) => /^en-(?:\d{3}|[a-z]{2})$/iu.test(language)) ?? 'en';
}

/** The one locale of all screens. */
export const locale = englishLocale(typeof document === 'undefined' ? [] : navigator.languages);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateFormat = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' });
const exactFormat = new Intl.DateTimeFormat(locale, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});
const dayFormat = new Intl.DateTimeFormat(locale, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

const utcMonthDayFormat = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});
const utcMonthFormat = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthDayFormat = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const momentFormat = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const numberFormat = new Intl.NumberFormat(locale);
const smallFormat = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "2,500"; small ones keep their first figures ("0.0042"). */
export function formatNumber(value: number): string {
  return (Math.abs(value) < 1 ? smallFormat : numberFormat).format(value);
}

/** "Feb 16" of a day that begins at midnight UTC, as ISO dates are counted. */
export function formatUtcMonthDay(at: number): string {
  return utcMonthDayFormat.format(at);
}

/** "Feb 2026" of such a day. */
export function formatUtcMonth(at: number): string {
  return utcMonthFormat.format(at);
}

/** "Feb 16" by this machine's clock. */
export function formatMonthDay(at: number): string {
  return monthDayFormat.format(at);
}

/** "10:42" by this machine's clock. */
export function formatClock(at: number): string {
  return clockFormat.format(at);
}

/** Month, day and time to the second by this machine's clock. */
export function formatMoment(at: number): string {
  return momentFormat.format(at);
}

/** "Feb 16, 2026" from an ISO date; text that isn't one comes back as it is. */
export function formatDay(iso: string): string {
  if (!isIsoDate(iso)) return iso;
  return dayFormat.format(Date.parse(`${iso}T00:00:00Z`));
}

/** Whole days from one ISO date to another; negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** "12 min ago" up to a day, then the local date. The future reads "in 4 min". */
export function formatRelative(at: number, now: number): string {
  const ago = now - at;
  const size = Math.abs(ago);
  if (size >= day) return dateFormat.format(at);
  if (size < 45_000) return ago >= 0 ? 'just now' : 'in a moment';
  const words =
    size < hour ? `${Math.max(1, Math.round(size / minute))} min` : `${Math.round(size / hour)} h`;
  return ago >= 0 ? `${words} ago` : `in ${words}`;
}

/** Date, time to the second, and zone. */
export function formatExact(at: number): string {
  return exactFormat.format(at);
}

/** "850 ms", "41 s", "12 min", "2 h 5 min", "3 d 4 h". */
export function formatDuration(ms: number): string {
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (size < 1000) return `${sign}${Math.round(size)} ms`;
  // Rounded before it is split, so that no part ever reads "60".
  const seconds = Math.round(size / 1000);
  if (seconds < 60) return `${sign}${seconds} s`;
  const minutes = Math.round(size / minute);
  if (minutes < 60) return `${sign}${minutes} min`;
  const hours = Math.round(size / hour);
  const [big, small, bigWord, smallWord] =
    minutes < 24 * 60
      ? [Math.floor(minutes / 60), minutes % 60, 'h', 'min']
      : [Math.floor(hours / 24), hours % 24, 'd', 'h'];
  return `${sign}${big} ${bigWord}${small === 0 ? '' : ` ${small} ${smallWord}`}`;
}

/** "$18.42"; small sums keep their first figures ("$0.0042"). */
export function formatMoney(amount: number, currency = 'USD'): string {
  const small = amount !== 0 && Math.abs(amount) < 0.01;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }).format(amount);
}

/** "41 MB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : oneDecimal.format(size)} ${units[unit] ?? ''}`;
}

/** "1 finding", "3 findings": the count before the noun. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** "12 versions"; where only some are shown "the newest 500 of 812 versions". */
export function formatShown(
  shown: number,
  total: number,
  which: string,
  one: string,
  many = `${one}s`,
): string {
  const all = formatCount(total, one, many);
  return shown < total ? `the ${which} ${formatNumber(shown)} of ${all}` : all;
}
