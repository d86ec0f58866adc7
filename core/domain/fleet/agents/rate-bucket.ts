import type { RateLimits } from '../settings.ts';

/** Sized so that an agent that finishes several tasks a second, or a tool that submits one a second, is never held up. */
export const defaultRateLimits: RateLimits = { light: 1200, normal: 600, heavy: 60 };

/** Backoff for a client that keeps exceeding its limit, by how often it was told so already. */
const backoffMs = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** Without a refusal for this long, the first wait is the short one again. */
const forgiveMs = 60_000;

/**
 * A client's token bucket in one tier: holds one minute's worth and refills evenly. Times are by the steady clock.
 */
export interface RateBucket {
  left: number;
  filledAt: number;
  closedUntil: number;
  refusals: number;
  refusedAt: number;
}

export function fullBucket(perMinute: number, steady: number): RateBucket {
  return { left: perMinute, filledAt: steady, closedUntil: 0, refusals: 0, refusedAt: 0 };
}

/** Takes one request out of the bucket; answers 0, or after how many whole milliseconds to ask again. */
export function takeFrom(bucket: RateBucket, perMinute: number, steady: number): number {
  const passed = Math.max(0, steady - bucket.filledAt);
  bucket.left = Math.min(perMinute, bucket.left + (passed * perMinute) / 60_000);
  bucket.filledAt = steady;
  if (steady < bucket.closedUntil) return Math.ceil(bucket.closedUntil - steady);
  if (bucket.left >= 1) {
    bucket.left -= 1;
    return 0;
  }
  if (steady - bucket.refusedAt > forgiveMs) bucket.refusals = 0;
  const backoff = backoffMs[Math.min(bucket.refusals, backoffMs.length - 1)] ?? 0;
  const untilOne = Math.ceil(((1 - bucket.left) * 60_000) / perMinute);
  const wait = Math.max(backoff, untilOne);
  bucket.refusals += 1;
  bucket.refusedAt = steady;
  bucket.closedUntil = steady + wait;
  return wait;
}
