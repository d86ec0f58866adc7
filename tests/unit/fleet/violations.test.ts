import { describe, expect, it } from 'vitest';
import { cooldownLeft, countViolation, noViolations } from '../../../core/domain/fleet/agents/violations.ts';

const bounds = { most: 3, windowMs: 60_000, cooldowns: [30_000, 60_000, 300_000], forgiveMs: 3_600_000 };

describe('counting violations', () => {
  it('lets single ones pass', () => {
    const record = noViolations();
    for (const at of [0, 40_000, 80_000, 120_000]) expect(countViolation(record, bounds, at)).toBe(0);
    expect(cooldownLeft(record, 120_000)).toBe(0);
  });

  it('cuts off at the bound within a minute, longer each time, the longest from then on', () => {
    const record = noViolations();
    const pauses: number[] = [];
    let at = 0;
    while (pauses.length < 4) {
      const pause = countViolation(record, bounds, at);
      at += pause;
      if (pause > 0) pauses.push(pause);
    }
    expect(pauses).toEqual([30_000, 60_000, 300_000, 300_000]);
  });

  it('tells what is left of a pause', () => {
    const record = noViolations();
    for (let count = 0; count < 3; count += 1) countViolation(record, bounds, 1000);
    expect(cooldownLeft(record, 11_000)).toBe(20_000);
    expect(cooldownLeft(record, 31_000)).toBe(0);
  });

  it('starts with the short pause again after an hour without another', () => {
    const record = noViolations();
    for (let count = 0; count < 3; count += 1) countViolation(record, bounds, 0);
    const later = 4_000_000;
    expect([0, 1, 2].map((step) => countViolation(record, bounds, later + step))).toEqual([0, 0, 30_000]);
  });
});
