import { randomBytes } from 'node:crypto';
import type { Clock, Entropy, Timekeeper } from '../core/kernel/clock.ts';

/** The machine's own clocks and randomness, handed by every program's entry to whatever needs them. */
export const machineClock: Clock = { now: () => Date.now() };
export const machineTimekeeper: Timekeeper = {
  moment: () => ({ wall: Date.now(), steady: performance.now() }),
};
export const machineEntropy: Entropy = { bytes: (count) => new Uint8Array(randomBytes(count)) };
