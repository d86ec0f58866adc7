import type { Problem } from './problem.ts';

/** Sendings of one request while a server has a passing trouble. */
const TRIES = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** From this pause on they don't grow, and a server that names shorter ones again and again is not believed. */
const GROWN = 5;
/** Waiting without being told how long. */
const UNTOLD_MS = 30 * 60_000;
/** Waiting as long as the server said, all in all. */
const TOLD_MS = 24 * 3_600_000;

export type Retry =
  | { readonly again: true; readonly waitMs: number; readonly later: boolean }
  /** `words`: what the failure has to say besides the problem. */
  | { readonly again: false; readonly words: string };

/** Decides after each problem with a request whether it is sent again, and when. */
export interface Retries {
  after(problem: Problem): Retry;
}

export function createRetries(random: () => number): Retries {
  let busy = 0;
  let later = 0;
  let askedTwice = false;
  let untold = 0;
  let told = 0;
  const growing = (count: number): number =>
    count >= GROWN ? LONGEST_PAUSE_MS : Math.round(FIRST_PAUSE_MS * 2 ** (count - 1) * (0.5 + random() / 2));

  const waitFor = (asked: number | null): Retry => {
    later += 1;
    if (asked === null) {
      const waitMs = growing(later);
      untold += waitMs;
      if (untold <= UNTOLD_MS) return { again: true, waitMs, later: true };
      return { again: false, words: ` It still said so after ${UNTOLD_MS / 60_000} minutes.` };
    }
    const waitMs = later < GROWN ? asked : Math.max(asked, LONGEST_PAUSE_MS);
    told += waitMs;
    if (told <= TOLD_MS) return { again: true, waitMs, later: true };
    return {
      again: false,
      words: ` It asks to wait ${Math.ceil(asked / 1000)} s, too long for a task to wait.`,
    };
  };

  return {
    after(problem) {
      if (problem.again === 'later') return waitFor(problem.waitMs);
      if (problem.again === 'busy') {
        if (problem.waitMs !== null) return waitFor(problem.waitMs);
        busy += 1;
        if (busy < TRIES) return { again: true, waitMs: growing(busy), later: false };
      }
      if (problem.again === 'once' && !askedTwice) {
        askedTwice = true;
        return { again: true, waitMs: 0, later: false };
      }
      return { again: false, words: '' };
    },
  };
}
