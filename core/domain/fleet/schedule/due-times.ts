import type { Moment } from '../../../kernel/clock.ts';
import { type HeldTask, isHeld } from '../attempts/ending.ts';
import { waitedMs } from '../attempts/later-wait.ts';
import type { FleetFacts } from '../fleet-view.ts';
import { budgetOf } from '../money/spending.ts';
import type { Agent, OpenTask } from '../state.ts';

/**
 * Tells every time, by the steady clock, at which something of the fleet happens or becomes possible by itself; null for
 * one that does not run. Whoever decides by such a time takes it from here, so that none is waited for that nobody wakes
 * up for. It is asked after every turn of the hub, so it makes no lists.
 */
function tellDueTimes(state: FleetFacts, at: Moment, tell: (time: number | null) => void): void {
  for (const agent of state.agents.values()) tell(restedAt(agent));
  for (const pauses of state.pauses.values()) for (const { untilSteady } of pauses) tell(untilSteady);
  for (const task of state.tasks.values()) {
    tell(deadlineRecheck(task, at));
    if (isHeld(task)) {
      const { budget, returned, accepted, stuck } = heldTimes(state, task);
      tell(budget);
      tell(returned);
      tell(accepted);
      tell(stuck);
    } else {
      tell(task.notBeforeSteady);
      tell(nextFallback(state, task, at));
    }
  }
}

/** The first of them after this moment; null when there is nothing to wait for. */
export function nextDue(state: FleetFacts, at: Moment): number | null {
  let next = Infinity;
  tellDueTimes(state, at, (time) => {
    if (time !== null && time < next && isAhead(time, at)) next = time;
  });
  return Number.isFinite(next) ? next : null;
}

export const isAhead = (time: number | null, at: Moment): boolean => time !== null && time > at.steady;
/** Null is no time, and neither ahead nor over. */
export const isOver = (time: number | null, at: Moment): boolean => time !== null && time <= at.steady;

/** When an idle agent may get a task again. */
export const restedAt = (agent: Pick<Agent, 'cooldownUntilSteady'>): number | null =>
  agent.cooldownUntilSteady;

/** Deadlines follow the wall clock, which may jump, so they are rechecked at least this often. */
const recheckMs = 30_000;

const deadlineRecheck = ({ spec: { deadline } }: OpenTask, at: Moment): number | null =>
  deadline === null ? null : at.steady + Math.min(deadline - at.wall, recheckMs);

/** How many kinds of target beside its first are open to a waiting task by now. */
export function fallbackSteps(
  state: FleetFacts,
  task: Pick<OpenTask, 'waitingSinceSteady'>,
  at: Moment,
): number {
  const step = state.settings.fallbackSeconds * 1000;
  return step === 0 ? Infinity : Math.floor(Math.max(0, at.steady - task.waitingSinceSteady) / step);
}

function nextFallback(state: FleetFacts, task: OpenTask, at: Moment): number | null {
  if (task.spec.work.kind === 'shell') return null;
  const next = fallbackSteps(state, task, at) + 1;
  if (next >= state.settings.routes[task.complexity.tier].length) return null;
  return task.waitingSinceSteady + next * state.settings.fallbackSeconds * 1000;
}

export interface HeldTimes {
  readonly budget: number | null;
  readonly returned: number | null;
  readonly accepted: number | null;
  readonly stuck: number | null;
}

/**
 * When each timeout of a held task is over; null where it doesn't run. While its agent is away only the return and the
 * budget do: it can neither accept nor report.
 */
export function heldTimes(state: FleetFacts, task: HeldTask): HeldTimes {
  const { settings } = state;
  const { acceptedSteady, assignedSteady, heardSteady, laterSteady, returnBySteady } = task;
  const minutes = budgetOf(task, settings)?.minutes ?? null;
  const budget =
    minutes === null || acceptedSteady === null
      ? null
      : acceptedSteady + minutes * 60_000 - task.workedBeforeMs + waitedMs(task, Infinity);
  if (returnBySteady !== null) return { budget, returned: returnBySteady, accepted: null, stuck: null };
  const accepted =
    task.status === 'assigned' && assignedSteady !== null
      ? assignedSteady + settings.acceptSeconds * 1000
      : null;
  const seen = Math.max(
    heardSteady ?? -Infinity,
    acceptedSteady ?? -Infinity,
    laterSteady?.until ?? -Infinity,
  );
  const stuck =
    task.status === 'working' && Number.isFinite(seen) ? seen + settings.stuckMinutes * 60_000 : null;
  return { budget, returned: null, accepted, stuck };
}
