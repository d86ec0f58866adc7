const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date (`2026-02-16`), null when it names no calendar day. */
export function dayNumber(iso: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  if (parts === null) return null;
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY;
  return isoOfDay(day) === iso ? day : null;
}

export function isoOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Whole days from one date to a later one; negative when it is earlier, null when either is no date. */
export function daysBetween(from: string, to: string): number | null {
  const start = dayNumber(from);
  const end = dayNumber(to);
  return start === null || end === null ? null : end - start;
}
