import type { Moment } from '../../../../kernel/clock.ts';
import type { TaskId } from '../../../../kernel/ids.ts';
import { nothingSpent } from '../../money/money.ts';
import type { FleetState, OpenTask } from '../../state.ts';
import { freshCourse } from '../../tasks/task-course.ts';

type Fresh = Pick<
  OpenTask,
  'id' | 'spec' | 'complexity' | 'submitter' | 'submittedAt' | 'sample' | 'lane' | 'rank' | 'generation'
> & { readonly waitsFor: readonly TaskId[]; readonly keptBy?: OpenTask['keptBy'] };

/** A task that waits for its first attempt, or for its first after it was a dead letter. */
export function queuedTask(fresh: Fresh, at: Moment): OpenTask {
  return {
    ...freshCourse,
    ...fresh,
    notBeforeSteady: null,
    waitsFor: new Set(fresh.waitsFor),
    waitingSinceSteady: at.steady,
    target: null,
    assignedAt: null,
    acceptedAt: null,
    assignedSteady: null,
    acceptedSteady: null,
    heardSteady: null,
    laterSteady: null,
    waitedSteady: 0,
    returnBySteady: null,
    blocked: null,
    percent: null,
    note: '',
    avoided: new Set(),
    keptBy: fresh.keptBy ?? null,
    spentBefore: nothingSpent,
    spentNow: nothingSpent,
    unpricedBefore: 0,
    workedBeforeMs: 0,
  };
}

export function takeIntoQueue(state: FleetState, fresh: Fresh, at: Moment): void {
  state.tasks.set(fresh.id, queuedTask(fresh, at));
  state.lastRank = Math.max(state.lastRank, fresh.rank);
}
