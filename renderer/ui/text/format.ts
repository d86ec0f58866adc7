const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const dateFormat = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'short', day: 'numeric' });
const exactFormat = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});
const dayFormat = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});

/** "Feb 16, 2026" from an ISO date; text that isn't one comes back as it is. */
export function formatDay(iso: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso;
  const parsed = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(parsed) ? iso : dayFormat.format(parsed);
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
  return new Intl.NumberFormat('en', {
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
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit] ?? ''}`;
}

/** "1 finding", "3 findings": the count before the noun. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
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
  return shown < total ? `the ${which} ${shown.toLocaleString('en')} of ${all}` : all;
}
