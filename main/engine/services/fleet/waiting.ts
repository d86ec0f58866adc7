import type { WaitReason } from '../../../../core/domain/fleet/wait-reason.ts';
import type { FleetState, OpenTask } from '../../../../core/domain/fleet/state.ts';
import { whyWaiting } from '../../../../core/domain/fleet/schedule/why-waiting.ts';
import type { Moment } from '../../../../core/kernel/clock.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';

/** Tasks looked at within one reading of a queue: new ones, and those whose answer is older than `freshMs`. */
const looks = { first: 80, again: 40 };
const freshMs = 1500;

export interface Waiting {
  /** Begins a reading: a long queue is looked at piece by piece over several of them. */
  begin(): void;
  /** The deciding reason; null while there was no time to look yet. */
  of(task: OpenTask): WaitReason | null;
  /** Whether the last reading left tasks that were not looked at. */
  readonly owing: boolean;
  forget(taskId: TaskId): void;
}

/**
 * Why each task waits depends on every agent, so it can't be looked at for all of a long queue whenever something
 * moves: reasons are kept for a moment and renewed in turns.
 */
export function createWaiting(state: () => FleetState, now: () => Moment): Waiting {
  const kept = new Map<TaskId, { readonly reason: WaitReason | null; readonly at: number }>();
  let left = { ...looks };
  let at = now();
  let owing = false;
  return {
    get owing() {
      return owing;
    },
    begin() {
      at = now();
      left = { ...looks };
      owing = false;
      for (const taskId of kept.keys())
        if (state().tasks.get(taskId)?.status !== 'queued') kept.delete(taskId);
    },
    of(task) {
      const known = kept.get(task.id);
      if (known !== undefined && at.steady - known.at < freshMs) return known.reason;
      const turn = known === undefined ? 'first' : 'again';
      if (left[turn] === 0) {
        owing = true;
        return known?.reason ?? null;
      }
      left[turn] -= 1;
      const [first] = whyWaiting(state(), task, at);
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
