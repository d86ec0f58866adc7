import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { Spent } from '../../core/domain/fleet/money/money.ts';
import type { Timekeeper } from '../../core/kernel/clock.ts';
import { budgetReached } from './spending.ts';

/** Timers of the system reach no further. */
const LONGEST_MS = 2 ** 31 - 1;

export interface Bound {
  readonly reason: 'failed' | 'budget';
  readonly text: string;
  readonly retryable: boolean;
}

/** What ends an attempt from here, whatever the hub says: budget, deadline, and the host's own time limit. */
export interface AttemptBounds {
  /** Aborted when a bound is reached. */
  readonly signal: AbortSignal;
  /** The first bound that was reached. */
  readonly reached: Bound | null;
  secondsLeft(): number;
  /** Called whenever something was spent. */
  spent(total: Spent): void;
  /** Called when a wait begins that somebody else asked for, and with null when it is over. */
  waits(waitMs: number | null): void;
  close(): void;
}

export function watchBounds(
  assignment: Assignment,
  takenAt: number,
  hostMinutes: number,
  timekeeper: Timekeeper,
): AttemptBounds {
  const begun = timekeeper.moment();
  const stop = new AbortController();
  let reached: Bound | null = null;
  const reach = (bound: Bound): void => {
    if (reached !== null) return;
    reached = bound;
    stop.abort();
  };

  // What was waited because others asked for it is nobody's work: only the deadline counts it.
  const ends: { readonly ms: number; readonly counts: 'work' | 'time'; readonly bound: Bound }[] = [
    {
      counts: 'work',
      ms: hostMinutes * 60_000,
      bound: {
        reason: 'failed',
        text: `The attempt took longer than the ${hostMinutes} minutes this agent gives one and was ended.`,
        retryable: true,
      },
    },
  ];
  const minutes = assignment.budget?.minutes ?? null;
  if (minutes !== null) {
    const text = `The budget of ${minutes} minutes is used up.`;
    const ms = minutes * 60_000 - assignment.workedBeforeMs;
    ends.push({ ms, counts: 'work', bound: { reason: 'budget', text, retryable: false } });
  }
  if (assignment.deadlineLeftMs !== null) {
    // The hub ends it by its own clock; this is for a host that can't hear it.
    const text = 'The deadline of the task has passed.';
    const ms = assignment.deadlineLeftMs - Math.max(0, begun.wall - takenAt);
    ends.push({ ms, counts: 'time', bound: { reason: 'failed', text, retryable: true } });
  }
  let waited = 0;
  let waitingSince: number | null = null;
  const left = (): { readonly ms: number; readonly bound: Bound }[] => {
    const now = timekeeper.moment().steady;
    const passed = now - begun.steady;
    const worked = passed - waited - (waitingSince === null ? 0 : now - waitingSince);
    return ends
      .map(({ ms, counts, bound }) => ({ ms: ms - (counts === 'work' ? worked : passed), counts, bound }))
      .filter(({ counts }) => counts === 'time' || waitingSince === null)
      .toSorted((a, b) => a.ms - b.ms);
  };
  let timer: NodeJS.Timeout | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    const [first] = left();
    if (first === undefined) return;
    timer = setTimeout(() => reach(first.bound), Math.min(LONGEST_MS, Math.max(0, first.ms)));
  };
  watch();

  return {
    signal: stop.signal,
    get reached() {
      return reached;
    },
    secondsLeft: () => Math.max(0, (left()[0]?.ms ?? LONGEST_MS) / 1000),
    spent(total) {
      const text = budgetReached(assignment, total);
      if (text !== null) reach({ reason: 'budget', text, retryable: false });
    },
    waits(waitMs) {
      const now = timekeeper.moment().steady;
      if (waitingSince !== null) waited += now - waitingSince;
      waitingSince = waitMs === null ? null : now;
      watch();
      const [first] = left();
      if (waitMs === null || first === undefined || waitMs < first.ms) return;
      const text = `The endpoint asks to wait ${Math.ceil(waitMs / 1000)} s, and the deadline of the task is before that.`;
      reach({ reason: 'failed', text, retryable: true });
    },
    close: () => clearTimeout(timer),
  };
}
