import type { Moment } from '../../../kernel/clock.ts';
import type { TaskId } from '../../../kernel/ids.ts';
import type { FleetEventOf } from '../events.ts';
import { nothingSpent } from '../money/money.ts';
import type { FleetState, OpenTask } from '../state.ts';

type Fresh = Pick<
  OpenTask,
  'id' | 'spec' | 'complexity' | 'submitter' | 'submittedAt' | 'sample' | 'lane' | 'rank' | 'generation'
> & { readonly waitsFor: readonly TaskId[] };

/** A task that waits for its first attempt, or for its first after it was a dead letter. */
export function queuedTask(fresh: Fresh, at: Moment): OpenTask {
  return {
    ...fresh,
    status: 'queued',
    failures: 0,
    reclaims: 0,
    notBefore: null,
    notBeforeSteady: null,
    waitsFor: new Set(fresh.waitsFor),
    waitingSinceSteady: at.steady,
    agentId: null,
    target: null,
    assignedAt: null,
    acceptedAt: null,
    assignedSteady: null,
    acceptedSteady: null,
    progressSteady: null,
    returnBySteady: null,
    blocked: null,
    percent: null,
    note: '',
    avoided: new Set(),
    spentBefore: nothingSpent,
    spentNow: nothingSpent,
    workedBeforeMs: 0,
  };
}

function take(state: FleetState, task: OpenTask): void {
  state.tasks.set(task.id, task);
  state.lastRank = Math.max(state.lastRank, task.rank);
}

export function submitted(state: FleetState, event: FleetEventOf<'task.submitted'>, at: Moment): void {
  const { taskId: id, spec, complexity, by: submitter, sample, rank, waitsFor } = event;
  const fresh = { id, spec, complexity, submitter, submittedAt: event.at, sample };
  take(state, queuedTask({ ...fresh, lane: spec.lane, rank, generation: 0, waitsFor }, at));
}

export function requeued(state: FleetState, event: FleetEventOf<'task.requeued'>, at: Moment): void {
  const { taskId: id, spec, complexity, submitter, submittedAt, sample } = event;
  const { lane, rank, generation, waitsFor } = event;
  const fresh = { id, spec, complexity, submitter, submittedAt, sample };
  take(state, queuedTask({ ...fresh, lane, rank, generation, waitsFor }, at));
}

export function ranked(state: FleetState, event: FleetEventOf<'task.ranked'>): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  task.lane = event.lane;
  task.rank = event.rank;
  state.lastRank = Math.max(state.lastRank, event.rank);
}

/** Tasks that depended on it stop waiting; from now on they can be assigned. */
export function releaseWaiters(state: FleetState, taskId: TaskId, at: Moment): void {
  for (const task of state.tasks.values())
    if (task.waitsFor.delete(taskId) && task.waitsFor.size === 0) task.waitingSinceSteady = at.steady;
}
