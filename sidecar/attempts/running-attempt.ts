import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { nothingSpent, type Spent } from '../../core/domain/fleet/money/money.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { Executor } from '../executors/executor.ts';
import type { AttemptDelivery } from './attempt-delivery.ts';
import { stillHeld } from './attempt-hold.ts';
import { createAttemptOutput } from './attempt-output.ts';
import { createAttemptProgress } from './attempt-progress.ts';
import { type AttemptKey, type Ending, keyText } from './attempt-record.ts';
import { runAttempt } from './attempt-runner.ts';
import type { AttemptCoordinatorDeps } from './coordinator-deps.ts';
import { saveRecord } from './save-record.ts';

/** What was spent is kept at most this often, so that a crash forgets little of it. */
const SPENT_MS = 5_000;

export interface RunningAttempt {
  readonly key: AttemptKey;
  readonly dropped: boolean;
  /** Null when it was dropped or the sidecar stops. */
  readonly ended: Promise<Ending | null>;
  drop(): void;
  /** Sends a hub that is back what it missed. */
  again(): void;
}

export interface AttemptWork {
  readonly key: AttemptKey;
  readonly assignment: Assignment;
  readonly executor: Result<Executor>;
  readonly delivery: AttemptDelivery;
}

/** Starts an attempt and connects it with journal and hub. */
export function createRunningAttempt(
  deps: AttemptCoordinatorDeps,
  { key, assignment, executor, delivery }: AttemptWork,
): RunningAttempt {
  const dropped = new AbortController();
  const steady = (): number => deps.runner.timekeeper.moment().steady;
  const send: AttemptCoordinatorDeps['send'] = (frame, answered) =>
    deps.send(frame, (answer) => {
      // It was taken away from us, and the word of that got lost.
      if (answer.kind === 'refused' && answer.stale) dropped.abort();
      answered(answer);
    });
  const output = createAttemptOutput({
    key,
    wall: () => deps.clock.now(),
    steady,
    send,
    unsent: deps.unsent,
  });
  const record = () => deps.journal.records.get(keyText(key));
  const progress = createAttemptProgress({
    key,
    spent: record()?.spent ?? nothingSpent,
    now: steady,
    send,
  });
  let keptAt = steady();

  const keepSpent = (spent: Spent): void => {
    const now = record();
    if (now === undefined || steady() - keptAt < SPENT_MS) return;
    keptAt = steady();
    try {
      deps.journal.write({ ...now, spent });
    } catch {
      // A disk that is full for a moment costs this number only; stages are written until they are kept.
    }
  };
  const failing: Executor = {
    run: async () => ({ ok: false, error: executor.ok ? '' : executor.error.message, retryable: true }),
  };
  const ended = runAttempt(deps.runner, {
    assignment,
    takenAt: record()?.takenAt ?? deps.clock.now(),
    executor: executor.ok ? executor.value : failing,
    extra: deps.extra(key),
    output,
    progress,
    stop: AbortSignal.any([dropped.signal, deps.signal]),
    spent: keepSpent,
    holds: (signal) => stillHeld({ key, send, steady, signal }),
    async verified(report, spent) {
      const now = record();
      if (now === undefined) return;
      if (!(await saveRecord(deps, { ...now, spent, reports: [...now.reports, report] }))) return;
      void delivery.deliver(key);
    },
  });
  return {
    key,
    ended,
    get dropped() {
      return dropped.signal.aborted;
    },
    drop: () => dropped.abort(),
    again: () => progress.again(),
  };
}
