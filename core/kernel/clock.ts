/** Wall clock, injected everywhere. Milliseconds since the Unix epoch (UTC). */
export interface Clock {
  now(): number;
}

/** Randomness, injected everywhere: `bytes(n)` returns n unpredictable bytes. */
export interface Entropy {
  bytes(count: number): Uint8Array;
}
