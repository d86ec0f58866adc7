/** Work on one key runs one at a time, in the order asked; different keys don't wait for each other. */
export interface KeyedQueue {
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when everything asked so far has ended. */
  idle(): Promise<void>;
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      // A failed predecessor has told its own caller; the next one starts all the same.
      const mine = before.then(work, work);
      const tail = mine.catch(() => undefined);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
        return undefined;
      });
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
