/** Work that stops every few milliseconds at most, so that whoever drives it can do other things between two steps. */
export type Steps<Value> = Generator<void, Value, void>;

/** Does it all at a stretch. */
export function atOnce<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
