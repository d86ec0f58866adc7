import type { Entropy } from '../../core/kernel/clock.ts';

export interface BackoffTimes {
  readonly firstMs: number;
  readonly capMs: number;
}

/** Pauses between tries double from half a second to thirty. */
export const reconnectTimes: BackoffTimes = { firstMs: 500, capMs: 30_000 };

/** A number in [0, 1) from four bytes. */
export function fraction(entropy: Entropy): number {
  return entropy.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;
}

/**
 * Full jitter: anything up to the doubled pause, so that a fleet does not come back in one wave. `floorMs` is what the
 * hub asked for; a little is added to that, for the same reason.
 */
export function pauseBefore(
  attempt: number,
  entropy: Entropy,
  floorMs: number,
  times: BackoffTimes = reconnectTimes,
): number {
  const ceiling = Math.min(times.capMs, times.firstMs * 2 ** Math.min(attempt, 30));
  const share = fraction(entropy);
  if (floorMs > 0) return Math.round(floorMs + share * Math.min(times.capMs, floorMs * 0.2 + times.firstMs));
  return Math.round(share * ceiling);
}
