import type { Moment } from '../../kernel/clock.ts';
import { type Ending, endAndFree, type HeldTask, isHeld } from './attempts/ending.ts';
import type { FleetEvent } from './events.ts';
import { byHub } from './initiators.ts';
import { budgetOf } from './money/spending.ts';
import { nextPlanSteady } from './schedule/next-plan.ts';
import type { FleetState, OpenTask } from './state.ts';

type Due = Pick<Ending, 'reason' | 'error'>;

/** Deadlines follow the wall clock, which may jump, so they are rechecked at least this often. */
const recheckMs = 30_000;

/**
 * The events of all expired timeouts: deadlines, work minutes, offers nobody accepted, agents that did not come
 * back, work without progress. Whether an agent is silent is for its connection's owner to say.
 */
export function sweep(state: FleetState, at: Moment): readonly FleetEvent[] {
  const events: FleetEvent[] = [];
  for (const task of state.tasks.values()) {
    const deadline = deadlineDue(task, at);
    if (isHeld(task)) {
      const due = deadline ?? heldDue(state, task, at);
      if (due !== null) events.push(...endAndFree(state, task, { by: byHub, ...due }, at));
    } else if (deadline !== null) {
      events.push({
        type: 'task.ended',
        at: at.wall,
        by: byHub,
        taskId: task.id,
        ...deadline,
        status: 'dead-letter',
      });
    }
  }
  return events;
}

function deadlineDue(task: OpenTask, at: Moment): Due | null {
  const { deadline } = task.spec;
  if (deadline === null || at.wall < deadline) return null;
  return { reason: 'deadline', error: 'Its deadline passed before it was done.' };
}

/** While its agent is away only the return, the budget and the deadline count: it can neither accept nor report. */
function heldDue(state: FleetState, task: HeldTask, at: Moment): Due | null {
  const due = heldTimes(state, task);
  const over = (time: number | null): boolean => time !== null && time <= at.steady;
  if (over(due.budget)) {
    const minutes = budgetOf(task, state.settings)?.minutes ?? 0;
    return { reason: 'budget', error: `The budget of ${minutes} minutes of work is used up.` };
  }
  if (over(due.returned))
    return {
      reason: 'disconnected',
      error: `Its agent ${nameOf(state, task)} went away and did not return.`,
    };
  if (over(due.accepted))
    return {
      reason: 'not-accepted',
      error: `${nameOf(state, task)} did not accept it within ${state.settings.acceptSeconds} s.`,
    };
  if (over(due.stuck)) {
    const { stuckMinutes } = state.settings;
    const blocked = task.blocked === null ? '' : ` It said it was blocked: ${task.blocked}`;
    return { reason: 'stuck', error: `No progress for ${stuckMinutes} minutes.${blocked}` };
  }
  return null;
}

const nameOf = (state: FleetState, task: HeldTask): string =>
  state.agents.get(task.agentId)?.name ?? task.agentId;

interface HeldTimes {
  readonly budget: number | null;
  readonly returned: number | null;
  readonly accepted: number | null;
  readonly stuck: number | null;
}

/** When, by the steady clock, each timeout of a held task is over; null where it doesn't run. */
function heldTimes(state: FleetState, task: HeldTask): HeldTimes {
  const { settings } = state;
  const { acceptedSteady, assignedSteady, progressSteady, returnBySteady } = task;
  const minutes = budgetOf(task, settings)?.minutes ?? null;
  const budget =
    minutes === null || acceptedSteady === null
      ? null
      : acceptedSteady + minutes * 60_000 - task.workedBeforeMs;
  if (returnBySteady !== null) return { budget, returned: returnBySteady, accepted: null, stuck: null };
  const accepted =
    task.status === 'assigned' && assignedSteady !== null
      ? assignedSteady + settings.acceptSeconds * 1000
      : null;
  const seen = progressSteady ?? acceptedSteady;
  const stuck = task.status === 'working' && seen !== null ? seen + settings.stuckMinutes * 60_000 : null;
  return { budget, returned: null, accepted, stuck };
}

/**
 * The steady time of the next thing that happens by itself: a timeout for `sweep`, or a moment from which `plan` may
 * find more. Null when there is nothing to wait for.
 */
export function nextDue(state: FleetState, at: Moment): number | null {
  let next = nextPlanSteady(state, at);
  for (const task of state.tasks.values()) {
    const { deadline } = task.spec;
    if (deadline !== null) next = Math.min(next, at.steady + Math.min(deadline - at.wall, recheckMs));
    if (!isHeld(task)) continue;
    const { budget, returned, accepted, stuck } = heldTimes(state, task);
    for (const time of [budget, returned, accepted, stuck]) if (time !== null) next = Math.min(next, time);
  }
  return Number.isFinite(next) ? next : null;
}
