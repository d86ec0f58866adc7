import type { Moment } from '../../../kernel/clock.ts';
import { cutText } from '../../../kernel/cut-text.ts';
import type { AgentId } from '../../../kernel/ids.ts';
import type { FleetEvent } from '../events.ts';
import type { Initiator } from '../initiators.ts';
import type { Spent } from '../money/money.ts';
import { budgetOf, budgetReached } from '../money/spending.ts';
import type { FleetSettings } from '../settings.ts';
import type { FleetState, OpenTask } from '../state.ts';
import { countsAs } from '../tasks/attempt-end.ts';
import type { EndReason } from '../tasks/task.ts';
import { countsAfter } from '../tasks/task-course.ts';
import { waitedMs } from './later-wait.ts';
import { moved } from './moves.ts';

/** A task that an agent holds. */
export type HeldTask = OpenTask & { agentId: AgentId };

export const isHeld = (task: OpenTask): task is HeldTask => task.agentId !== null;

export interface Ending {
  readonly by: Initiator;
  readonly reason: EndReason;
  readonly error: string;
  /** The final report of what the attempt used; if omitted, what is known so far. */
  readonly spent?: Spent;
  /** False where another try cannot help. */
  readonly retryable?: boolean;
}

/** How long the running attempt has been worked on, without what its endpoint let it wait; 0 before it was accepted. */
export function workedMs(task: OpenTask, at: Moment): number {
  return task.acceptedSteady === null
    ? 0
    : Math.max(0, at.steady - task.acceptedSteady - waitedMs(task, at.steady));
}

/** Doubles with every try: the n-th pause, in milliseconds. */
export function pauseMs(settings: FleetSettings, nth: number): number {
  const seconds = settings.retrySeconds * 2 ** Math.min(Math.max(nth - 1, 0), 30);
  return Math.min(seconds, settings.retryMaxSeconds) * 1000;
}

/**
 * Ends the running attempt and decides what becomes of its task: another try (after a pause where the work failed or
 * was declined), a dead letter once its tries, its agents or its budget are used up, or cancelled.
 */
export function endAttempt(state: FleetState, task: HeldTask, ending: Ending, at: Moment): FleetEvent {
  const { settings } = state;
  const spent = ending.spent ?? task.spentNow;
  const worked = workedMs(task, at);
  const counts = countsAs[ending.reason];
  const { failures, reclaims } = countsAfter(task, ending.reason);
  let { reason, error } = ending;
  let next: 'queued' | 'dead-letter' | 'cancelled' = 'queued';
  if (reason === 'cancelled') next = 'cancelled';
  else if (reason === 'budget' || reason === 'deadline' || ending.retryable === false) next = 'dead-letter';
  else {
    const used = budgetReached(
      budgetOf(task, settings),
      [task.spentBefore, spent],
      task.workedBeforeMs + worked,
      settings.unknownCost,
    );
    if (used !== null) {
      error = `${used} The attempt ended before: ${error}`;
      reason = 'budget';
    }
    if (used !== null || failures > task.spec.retries || reclaims > settings.maxReclaims)
      next = 'dead-letter';
  }
  const pauses = next === 'queued' && (counts === 'failure' || reason === 'declined');
  const pause = pauses ? pauseMs(settings, counts === 'failure' ? failures : reclaims) : 0;
  return {
    type: 'attempt.ended',
    at: at.wall,
    taskId: task.id,
    generation: task.generation,
    agentId: task.agentId,
    by: ending.by,
    reason,
    error: cutText(error, 2000),
    spent,
    workedMs: worked,
    next,
    notBefore: pause > 0 ? at.wall + pause : null,
  };
}

/** Ends the attempt and frees its agent, where the agent is there to be freed. */
export function endAndFree(state: FleetState, task: HeldTask, ending: Ending, at: Moment): FleetEvent[] {
  const ended = endAttempt(state, task, ending, at);
  const agent = state.agents.get(task.agentId);
  if (agent === undefined || agent.state === 'offline' || agent.state === 'idle') return [ended];
  return [ended, moved(agent, agent.state, 'idle', ending.error || ending.reason, task.id, at)];
}
