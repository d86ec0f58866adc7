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
  close(): void;
}

export function watchBounds(
  assignment: Assignment,
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

  const ends: { readonly ms: number; readonly bound: Bound }[] = [
    {
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
    ends.push({ ms, bound: { reason: 'budget', text, retryable: false } });
  }
  if (assignment.deadline !== null) {
    // The hub ends it by its own clock; a host whose clock runs ahead must not make a dead letter of it.
    const text = 'The deadline of the task has passed, by the clock of this host.';
    const ms = assignment.deadline - begun.wall;
    ends.push({ ms, bound: { reason: 'failed', text, retryable: true } });
  }
  const first = ends.toSorted((a, b) => a.ms - b.ms)[0];
  const timer =
    first === undefined
      ? undefined
      : setTimeout(() => reach(first.bound), Math.min(LONGEST_MS, Math.max(0, first.ms)));

  return {
    signal: stop.signal,
    get reached() {
      return reached;
    },
    secondsLeft: () =>
      Math.max(0, ((first?.ms ?? LONGEST_MS) - (timekeeper.moment().steady - begun.steady)) / 1000),
    spent(total) {
      const text = budgetReached(assignment, total);
      if (text !== null) reach({ reason: 'budget', text, retryable: false });
    },
    close: () => clearTimeout(timer),
  };
}
