import type { Reader } from '../handle.ts';
import { logRowsAfter } from '../tables/log-rows.ts';
import type { Commit, LogRows } from './commit.ts';

export interface FeedSource {
  readonly read: Reader;
  /** Up to which seq both logs are committed. */
  readonly lastSeq: () => number;
  /** Whoever listens and fails keeps no other from being told. */
  readonly onError: (error: unknown) => void;
}

/** What a follower is told, one at a time. */
export type FeedStep =
  /** Rows read from the logs: what happened before, in the order it was committed. */
  | ({ readonly kind: 'replayed'; readonly after: number; readonly upTo: number } & LogRows)
  /** Everything up to here has been told; what follows is new. */
  | { readonly kind: 'caught-up'; readonly upTo: number }
  | ({ readonly kind: 'committed' } & Commit)
  /**
   * The follower was too slow to be told of each commit. The rows after this seq follow again from the logs; what
   * commits touched beside the logs does not.
   */
  | { readonly kind: 'missed'; readonly after: number };

/** The next step comes when this one is done; one that throws is reported, and done. */
export type Follower = (step: FeedStep) => void | Promise<void>;

export interface Following {
  /** Up to here everything has been told: where to go on after a restart. */
  readonly position: number;
  /** Resolves when the follower has been told all that is committed now. */
  settled(): Promise<void>;
  /** No further step. `ended` resolves after the one under way. */
  stop(): void;
  readonly ended: Promise<void>;
}

/** What is kept for a follower that is busy. */
const KEPT_COMMITS = 256;
const KEPT_ROWS = 10_000;
/** Rows of each log that are read at once. */
const ROWS_PER_STEP = 200;

export function followFrom(
  { read, lastSeq, onError }: FeedSource,
  subscribe: (listener: (commit: Commit) => void) => () => void,
  seq: number,
  follower: Follower,
): Following {
  // A position beyond the log is of another log: what that one held can't be told here.
  let position = Math.min(seq, lastSeq());
  let kept: Commit[] = [];
  let keptRows = 0;
  let missed = false;
  let live = false;
  let stopped = false;
  /** The logs could not be read: tried again with the next commit. */
  let failed = false;
  let running: Promise<void> | null = null;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  const tell = async (step: FeedStep): Promise<void> => {
    try {
      await follower(step);
    } catch (error) {
      onError(error);
    }
  };

  /** What comes next, or null when everything has been told. */
  const next = (): FeedStep | null => {
    if (missed) {
      missed = false;
      live = false;
      return { kind: 'missed', after: position };
    }
    const [first] = kept;
    const target = first?.after ?? lastSeq();
    if (position < target) {
      const rows = logRowsAfter(read, position, target, ROWS_PER_STEP);
      return { kind: 'replayed', after: position, ...rows };
    }
    if (!live) {
      live = true;
      return { kind: 'caught-up', upTo: position };
    }
    if (first === undefined) return null;
    kept.shift();
    keptRows -= rowsOf(first);
    return { kind: 'committed', ...first };
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      const step = next();
      if (step === null) return;
      await tell(step);
      if ('upTo' in step) position = step.upTo;
      // Lets calls and views in between two steps.
      if (step.kind === 'replayed') await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const work = (): void => {
    running ??= Promise.resolve()
      .then(run)
      .catch((error: unknown) => {
        failed = true;
        onError(error);
      })
      .then(() => {
        running = null;
        if (stopped) end();
        else if (!failed && (kept.length > 0 || missed)) work();
        return undefined;
      });
  };

  const unsubscribe = subscribe((commit) => {
    failed = false;
    if (kept.length < KEPT_COMMITS && keptRows < KEPT_ROWS) {
      kept.push(commit);
      keptRows += rowsOf(commit);
    } else {
      kept = [];
      keptRows = 0;
      missed = true;
    }
    work();
  });
  work();

  return {
    get position() {
      return position;
    },
    async settled() {
      while (running !== null) await running;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      unsubscribe();
      if (running === null) end();
    },
    ended,
  };
}

function rowsOf({ ops, events }: Commit): number {
  return ops.length + events.length;
}
