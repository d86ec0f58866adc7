import type { Timekeeper } from '../../../core/kernel/clock.ts';
import type { FileFacts, FilePort } from '../../../node/files/file-port.ts';
import type { OutsideTimes } from './outside-times.ts';
import { ageOf, type Changing, markOf, seenChanging, waitFor } from './stillness.ts';

/** What a look at a file's size, times and inode tells. */
export type Look =
  /** As we last left or read it. */
  | { readonly kind: 'untouched' }
  /** Somebody touched it, and it may be read now. */
  | { readonly kind: 'due'; readonly mark: string; readonly settled: boolean }
  | { readonly kind: 'changing'; readonly wait: number };

/** Tells files as we left them from those that another program is changing. */
export interface TouchedFiles {
  /** `knownBytes`: the size of the text that the file was last known to hold. */
  look(path: string, knownBytes: number): Promise<Look>;
  /** We wrote it, or have read it, so. */
  know(path: string, facts: FileFacts): void;
  /** As of the last look. */
  isChanging(path: string): boolean;
  /**
   * Files that are known by more than times of a moment ago: a file saved twice within one tick of the file system's clock
   * looks untouched, so that those are read again by whoever starts next.
   */
  marks(): ReadonlyMap<string, string>;
}

/** The coarsest clock that a file system has: two seconds. */
const CLOCK_TICK_MS = 2000;

export function createTouchedFiles(
  files: FilePort,
  timekeeper: Timekeeper,
  times: OutsideTimes,
  /** Path and mark of files that were in step with the workspace when it was closed. */
  before: ReadonlyMap<string, string> = new Map(),
): TouchedFiles {
  const known = new Map(before);
  const lasting = new Map(before);
  const touched = new Map<string, { readonly changing: Changing; readonly due: boolean }>();
  return {
    async look(path, knownBytes) {
      const facts = await files.facts(path).catch(() => null);
      const mark = markOf(facts);
      if (known.get(path) === mark) {
        touched.delete(path);
        return { kind: 'untouched' };
      }
      const { steady, wall } = timekeeper.moment();
      const earlier = touched.get(path)?.changing ?? null;
      const changing = seenChanging(earlier, mark, steady, ageOf(facts, wall));
      const { wait, settled } = waitFor(changing, facts === null || facts.bytes < knownBytes, steady, times);
      touched.set(path, { changing, due: wait <= 0 });
      return wait > 0 ? { kind: 'changing', wait } : { kind: 'due', mark, settled };
    },
    know(path, facts) {
      touched.delete(path);
      known.set(path, markOf(facts));
      if (ageOf(facts, timekeeper.moment().wall) > CLOCK_TICK_MS) lasting.set(path, markOf(facts));
      else lasting.delete(path);
    },
    isChanging: (path) => touched.get(path)?.due === false,
    marks: () => lasting,
  };
}
