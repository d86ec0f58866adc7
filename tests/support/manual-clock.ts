import type { Timekeeper } from '../../core/kernel/clock.ts';

/** Both clocks, moved by hand. */
export function manualClock(
  wall = 1_800_000_000_000,
  steady = 1_000,
): Timekeeper & { pass(ms: number): void } {
  let passed = 0;
  return {
    moment: () => ({ wall: wall + passed, steady: steady + passed }),
    pass(ms) {
      passed += ms;
    },
  };
}
