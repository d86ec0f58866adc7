/** Units of a duration, longest first, in milliseconds. A day has 24 hours here: calendars are a matter of dates. */
const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Milliseconds of a duration such as `90s` or `1h30m`, null when it is none. */
export function durationOf(text: string): number | null {
  const parts = [...text.matchAll(/(\d{1,9})(ms|[wdhms])/gu)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return null;
  let total = 0;
  for (const [, count, unit] of parts) {
    total += Number(count) * (UNITS.find(([name]) => name === unit)?.[1] ?? 0);
  }
  return Number.isSafeInteger(total) ? total : null;
}

/** Milliseconds since the Unix epoch of `2026-11-29T12:00Z` or one with an offset, null when it names no moment. */
export function instantOf(text: string): number | null {
  const [, day, clock = '', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(.+)$/u.exec(text) ?? [];
  const at = Date.parse(text);
  if (day === undefined || Number.isNaN(at)) return null;
  // JavaScript reads 31 February as 3 March; what was written must be what is meant.
  const written = Date.parse(`${day}T${clock}Z`);
  const shown = Number.isNaN(written) ? '' : new Date(written).toISOString();
  return shown.startsWith(`${day}T${clock}`) && /^(?:Z|[+-]\d{2}:\d{2})$/u.test(offset) ? at : null;
}
