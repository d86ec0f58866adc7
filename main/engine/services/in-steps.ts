import type { Steps } from '../../../core/kernel/steps.ts';

/** Worked on at a stretch: what a call that comes meanwhile may have to wait, in milliseconds. */
const STRETCH_MS = 12;

/** Does work that somebody waits for. Calls and views come between two of its steps. */
export async function inSteps<Value>(steps: Steps<Value>): Promise<Value> {
  for (;;) {
    const until = performance.now() + STRETCH_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await yieldToEventLoop();
  }
}

export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
