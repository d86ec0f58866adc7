import type { AttemptRef } from '../../../../core/domain/fleet/commands.ts';
import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { Spent } from '../../../../core/domain/fleet/money/money.ts';
import type { Timekeeper } from '../../../../core/kernel/clock.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';

export interface Progress {
  readonly percent: number | null;
  readonly note: string;
  readonly spent: Spent;
}

/**
 * Throttles an attempt's progress to once a second, and to what is new, so that a talkative agent doesn't fill the
 * store. The last value is never lost: it follows within a second, or before the attempt's end.
 */
export interface ProgressThrottle {
  /** Passes it on now, or keeps it for later. Resolves once that is done. */
  offer(attempt: AttemptRef, progress: Progress): void;
  /** Passes on what is kept of this task, before its end is told. */
  flush(taskId: TaskId): void;
  /** Passes on what has waited for its second. */
  tick(): void;
  /** Lets go of attempts that ended. */
  follow(events: readonly FleetEvent[]): void;
}

const pauseMs = 1_000;

interface Gate {
  readonly attempt: AttemptRef;
  reported: Progress;
  reportedSteady: number;
  kept: Progress | null;
}

export function createProgressThrottle(
  pass: (attempt: AttemptRef, progress: Progress) => void,
  timekeeper: Timekeeper,
): ProgressThrottle {
  /** One attempt runs per task. */
  const gates = new Map<TaskId, Gate>();
  const keeping = new Set<Gate>();
  const now = (): number => timekeeper.moment().steady;

  const report = (gate: Gate, progress: Progress): void => {
    gate.reported = progress;
    gate.reportedSteady = now();
    gate.kept = null;
    keeping.delete(gate);
    pass(gate.attempt, progress);
  };
  const gateOf = (attempt: AttemptRef): Gate | null => {
    const gate = gates.get(attempt.taskId);
    return gate?.attempt.generation === attempt.generation ? gate : null;
  };

  return {
    offer(attempt, progress) {
      const gate = gateOf(attempt);
      if (gate === null) {
        const old = gates.get(attempt.taskId);
        if (old !== undefined) keeping.delete(old);
        const fresh: Gate = { attempt, reported: progress, reportedSteady: now(), kept: null };
        gates.set(attempt.taskId, fresh);
        report(fresh, progress);
        return;
      }
      if (same(gate.reported, progress)) {
        gate.kept = null;
        keeping.delete(gate);
      } else if (now() - gate.reportedSteady >= pauseMs) report(gate, progress);
      else {
        gate.kept = progress;
        keeping.add(gate);
      }
    },
    flush(taskId) {
      const gate = gates.get(taskId);
      if (gate?.kept != null) report(gate, gate.kept);
    },
    tick() {
      const at = now();
      for (const gate of keeping) {
        if (gate.kept !== null && at - gate.reportedSteady >= pauseMs) report(gate, gate.kept);
      }
    },
    follow(events) {
      for (const event of events) {
        if (event.type !== 'attempt.ended' && event.type !== 'task.completed') continue;
        const gate = gates.get(event.taskId);
        if (gate === undefined || gate.attempt.generation > event.generation) continue;
        gates.delete(event.taskId);
        keeping.delete(gate);
      }
    },
  };
}

function same(left: Progress, right: Progress): boolean {
  return (
    left.percent === right.percent &&
    left.note === right.note &&
    left.spent.tokensIn === right.spent.tokensIn &&
    left.spent.tokensOut === right.spent.tokensOut &&
    left.spent.cost?.micros === right.spent.cost?.micros &&
    left.spent.cost?.currency === right.spent.cost?.currency
  );
}
