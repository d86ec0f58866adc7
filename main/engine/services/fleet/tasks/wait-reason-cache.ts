import type { FleetFacts } from '../../../../../core/domain/fleet/fleet-view.ts';
import type { TitleOf } from '../../../../../core/domain/fleet/schedule/dependency-reasons.ts';
import { type FleetSurvey, surveyFleet } from '../../../../../core/domain/fleet/schedule/survey.ts';
import { whyWaiting } from '../../../../../core/domain/fleet/schedule/why-waiting.ts';
import type { OpenTask } from '../../../../../core/domain/fleet/state.ts';
import type { WaitReason } from '../../../../../core/domain/fleet/tasks/wait-reason.ts';
import type { Moment } from '../../../../../core/kernel/clock.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';

/** Tasks checked within one reading of a queue: new ones, and those whose answer is stale. */
const checksPerReading = { first: 400, again: 200 };
/** How long an answer is valid: longer for a longer queue, so that every task gets its turn. */
const freshMs = (queued: number): number => Math.max(250, queued * 5);

export interface WaitReasonCache {
  /** Begins a reading; a long queue is worked through over several of them. */
  begin(): void;
  /** The deciding reason; null until there was time to find it. */
  of(task: OpenTask): WaitReason | null;
  forget(taskId: TaskId): void;
}

/**
 * Why each task waits depends on every agent, so it can't be worked out for all of a long queue on every change:
 * reasons are cached briefly and refreshed in turn.
 */
export function createWaitReasonCache(
  state: () => FleetFacts,
  now: () => Moment,
  titleOf: TitleOf,
): WaitReasonCache {
  const kept = new Map<TaskId, { readonly reason: WaitReason | null; readonly at: number }>();
  let left = { ...checksPerReading };
  let at = now();
  /** One survey of the fleet serves a whole reading. */
  let survey: FleetSurvey | null = null;
  return {
    begin() {
      at = now();
      left = { ...checksPerReading };
      survey = null;
      for (const taskId of kept.keys())
        if (state().tasks.get(taskId)?.status !== 'queued') kept.delete(taskId);
    },
    of(task) {
      const known = kept.get(task.id);
      if (known !== undefined && at.steady - known.at < freshMs(kept.size)) return known.reason;
      const turn = known === undefined ? 'first' : 'again';
      if (left[turn] === 0) return known?.reason ?? null;
      left[turn] -= 1;
      survey ??= surveyFleet(state(), at);
      const [first] = whyWaiting(state(), task, at, survey, titleOf);
      // The same reason keeps its object, and with it the row.
      const same = known?.reason?.code === first?.code && known?.reason?.text === first?.text;
      const reason = same ? (known?.reason ?? null) : (first ?? null);
      kept.delete(task.id);
      kept.set(task.id, { reason, at: at.steady });
      return reason;
    },
    forget: (taskId) => void kept.delete(taskId),
  };
}
