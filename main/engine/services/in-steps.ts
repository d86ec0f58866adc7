import type { Steps } from '../../../core/kernel/steps.ts';

/** Worked on at a stretch: what a call that comes meanwhile may have to wait, in milliseconds. */
const STRETCH_MS = 12;

/** Does work that somebody waits for. Calls and views come between two of its steps. */
export async function inSteps<Value>(steps: Steps<Value>): Promise<Value> {
  for (;;) {
    const step = stretch(steps, STRETCH_MS);
    if (step.done === true) return step.value;
    await yieldToEventLoop();
  }
}

/** Does work that nobody waits for, so many milliseconds at a stretch. `between` says whether it goes on; null when not. */
export async function inBackgroundSteps<Value>(
  steps: Steps<Value>,
  stretchMs: number,
  between: () => Promise<boolean>,
): Promise<Value | null> {
  for (;;) {
    const step = stretch(steps, stretchMs);
    if (step.done === true) return step.value;
    await yieldToEventLoop();
    if (!(await between())) return null;
  }
}

/** The last step that was done. */
function stretch<Value>(steps: Steps<Value>, milliseconds: number): IteratorResult<void, Value> {
  const until = performance.now() + milliseconds;
  let step = steps.next();
  while (step.done !== true && performance.now() < until) step = steps.next();
  return step;
}

export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
