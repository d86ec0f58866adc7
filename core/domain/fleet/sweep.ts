import type { Moment } from '../../kernel/clock.ts';
import { type Ending, endAndFree, type HeldTask, isHeld } from './attempts/ending.ts';
import type { FleetEvent } from './events.ts';
import { byHub } from './initiators.ts';
import { budgetOf } from './money/spending.ts';
import { heldTimes, isOver } from './schedule/due-times.ts';
import type { FleetState, OpenTask } from './state.ts';

type Due = Pick<Ending, 'reason' | 'error'>;

/**
 * The events of all expired timeouts: deadlines, work minutes, offers nobody accepted, agents that did not come
 * back, work of which nothing is heard. Whether an agent is silent is for its connection's owner to say.
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

function heldDue(state: FleetState, task: HeldTask, at: Moment): Due | null {
  const due = heldTimes(state, task);
  if (isOver(due.budget, at)) {
    const minutes = budgetOf(task, state.settings)?.minutes ?? 0;
    return { reason: 'budget', error: `The budget of ${minutes} minutes of work is used up.` };
  }
  if (isOver(due.returned, at))
    return {
      reason: 'disconnected',
      error: `Its agent ${nameOf(state, task)} went away and did not return.`,
    };
  if (isOver(due.accepted, at))
    return {
      reason: 'not-accepted',
      error: `${nameOf(state, task)} did not accept it within ${state.settings.acceptSeconds} s.`,
    };
  if (isOver(due.stuck, at)) {
    const { stuckMinutes } = state.settings;
    const blocked = task.blocked === null ? '' : ` It said it was blocked: ${task.blocked}`;
    return { reason: 'stuck', error: `Nothing was heard of it for ${stuckMinutes} minutes.${blocked}` };
  }
  return null;
}

const nameOf = (state: FleetState, task: HeldTask): string =>
  state.agents.get(task.agentId)?.name ?? task.agentId;
