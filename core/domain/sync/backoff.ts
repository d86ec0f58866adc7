/** Pauses double from the first to the longest. */
const firstMs = 1_000;
export const longestPauseMs = 300_000;

/**
 * How long to wait after this many failed attempts. `chance` (from 0 up to 1) takes up to half of it away, so that
 * what failed together does not come back together.
 */
export function backoff(attempts: number, chance: number): number {
  const full = Math.min(longestPauseMs, firstMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(full * (1 - chance / 2));
}
