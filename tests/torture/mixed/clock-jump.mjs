// Loaded into a process before anything else: the wall clock is ahead or behind by what a file says, in milliseconds.
import { readFileSync } from 'node:fs';

const file = process.env['CLOCK_JUMP_FILE'];
const realNow = Date.now;
const RealDate = Date;
let offset = 0;
let readAt = Number.NEGATIVE_INFINITY;

function jumped() {
  if (performance.now() - readAt > 20) {
    readAt = performance.now();
    try {
      offset = Number(readFileSync(file, 'utf8'));
    } catch {
      offset = 0;
    }
  }
  return realNow() + offset;
}

if (file !== undefined) {
  Date.now = jumped;
  globalThis.Date = new Proxy(RealDate, {
    construct: (Target, values) => (values.length === 0 ? new Target(jumped()) : new Target(...values)),
    apply: () => new RealDate(jumped()).toString(),
  });
}
