import { describe, expect, it } from 'vitest';
import { fullBucket, takeFrom } from '../../../core/domain/fleet/agents/rate-bucket.ts';

describe('a bucket of 60 requests per minute', () => {
  const spend = (count: number, at: number) => {
    const bucket = fullBucket(60, at);
    for (let index = 0; index < count; index += 1) expect(takeFrom(bucket, 60, at)).toBe(0);
    return bucket;
  };

  it('gives a full minute at once, then asks to wait', () => {
    expect(takeFrom(spend(60, 1000), 60, 1000)).toBe(1000);
  });

  it('fills up evenly, to one minute at most', () => {
    const bucket = spend(60, 0);
    expect(takeFrom(bucket, 60, 3000)).toBe(0);
    expect(bucket.left).toBeCloseTo(2);
    takeFrom(bucket, 60, 10_000_000);
    expect(bucket.left).toBe(59);
  });

  it('stays closed for the time it told, without counting who asks meanwhile', () => {
    const bucket = spend(60, 0);
    expect(takeFrom(bucket, 60, 0)).toBe(1000);
    expect(takeFrom(bucket, 60, 399.5)).toBe(601);
    expect(bucket.refusals).toBe(1);
  });

  it('asks for longer waits from who keeps emptying it, and forgives after a quiet minute', () => {
    const bucket = spend(60, 0);
    const waits: number[] = [];
    let at = 0;
    while (waits.length < 6) {
      const wait = takeFrom(bucket, 60, at);
      if (wait > 0) waits.push(wait);
      at += wait;
    }
    expect(waits).toEqual([1000, 2000, 5000, 10_000, 30_000, 30_000]);
    at += 61_000;
    while (takeFrom(bucket, 60, at) === 0);
    expect(bucket.closedUntil - at).toBe(1000);
  });

  it('never runs backwards when asked about an earlier time', () => {
    const bucket = spend(10, 5000);
    expect(takeFrom(bucket, 60, 4000)).toBe(0);
    expect(bucket.left).toBe(49);
  });
});
