/**
 * When to start the engine again after it died: at once the first time, then with doubling pauses; after `limit` deaths
 * within `window` milliseconds nobody restarts in a loop, the person decides.
 */
export interface RestartPolicy {
  /** Milliseconds to wait before the next start, or null: give up and ask. */
  afterDeath(now: number): number | null;
}

export function createRestartPolicy(limit = 5, window = 60_000): RestartPolicy {
  let deaths: number[] = [];
  return {
    afterDeath(now) {
      deaths = [...deaths.filter((at) => now - at < window), now];
      if (deaths.length > limit) {
        deaths = [];
        return null;
      }
      return deaths.length === 1 ? 0 : 250 * 2 ** (deaths.length - 2);
    },
  };
}
