import type { FileFacts } from '../../../node/files/file-port.ts';
import type { OutsideTimes } from './outside-times.ts';

/** A file that somebody touched, as last seen; times are of the steady clock. */
export interface Changing {
  readonly mark: string;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Changes whenever another program touches the file; null facts: it is not there. */
export function markOf(facts: FileFacts | null): string {
  return facts === null ? 'gone' : `${facts.inode}:${facts.bytes}:${facts.modifiedAt}:${facts.mode}`;
}

/** Of a file seen for the first time its own times tell how long it has been still; `age` is that. */
export function seenChanging(before: Changing | null, mark: string, now: number, age: number): Changing {
  if (before === null) return { mark, firstAt: now, lastAt: now - age };
  return before.mark === mark ? before : { mark, firstAt: before.firstAt, lastAt: now };
}

/** How long it still has to be left alone; 0 or less: read it. `settled`: it was still, and not only our patience over. */
export function waitFor(
  { firstAt, lastAt }: Changing,
  shrunk: boolean,
  now: number,
  times: OutsideTimes,
): { readonly wait: number; readonly settled: boolean } {
  const untilStill = lastAt + (shrunk ? times.shrunk : times.still) - now;
  return { wait: Math.min(untilStill, firstAt + times.atLatest - now), settled: untilStill <= 0 };
}

/** How long nobody touched it, by the file's own times; 0 where the clocks disagree. */
export function ageOf(facts: FileFacts | null, wall: number): number {
  return facts === null ? 0 : Math.max(0, wall - Math.max(facts.modifiedAt, facts.changedAt));
}
