/** Exhaustiveness guard: compiles only when every case was handled. Reaching it is a bug. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
