/** Wall clock, injected everywhere. Milliseconds since the Unix epoch (UTC). */
export interface Clock {
  now(): number;
}

/** Randomness, injected everywhere: `bytes(n)` returns n unpredictable bytes. */
export interface Entropy {
  bytes(count: number): Uint8Array;
}

/**
 * One reading of both clocks. `wall` is the time of day (milliseconds since the Unix epoch) and may jump; `steady` only
 * moves forward, from an arbitrary start, and is what durations and timeouts are measured with.
 */
export interface Moment {
  readonly wall: number;
  readonly steady: number;
}

/** Both clocks, injected where timeouts matter. */
export interface Timekeeper {
  moment(): Moment;
}

/** The time of day alone, for what asks for nothing else. */
export const wallClock = (timekeeper: Timekeeper): Clock => ({ now: () => timekeeper.moment().wall });
