import type { Moment } from '../../../kernel/clock.ts';
import type { FleetEventOf } from '../events.ts';
import { nothingSpent } from '../money/money.ts';
import { addSpent, budgetOf } from '../money/spending.ts';
import type { Target } from '../routing.ts';
import { countServed } from '../schedule/fair-share.ts';
import type { FleetState, OpenTask } from '../state.ts';
import { agentAvoidedAfter, countsAs } from '../tasks/attempt-end.ts';
import { releaseWaiters } from './tasks.ts';

/** Cooldown before an agent that did not answer an offer gets the next. */
export const cooldownMs = 60_000;

export function assigned(state: FleetState, event: FleetEventOf<'task.assigned'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  const agent = state.agents.get(event.agentId);
  if (task === undefined || agent === undefined) return;
  task.status = 'assigned';
  task.generation = event.generation;
  task.agentId = event.agentId;
  task.target = event.decision.target;
  task.assignedAt = event.at;
  task.assignedSteady = at.steady;
  task.acceptedAt = null;
  task.acceptedSteady = null;
  task.progressSteady = null;
  task.returnBySteady = null;
  task.notBefore = null;
  task.notBeforeSteady = null;
  agent.taskId = event.taskId;
  agent.generation = event.generation;
  agent.lastAssignedSteady = at.steady;
  addLoad(state, task.target, 1);
  countServed(state.served, task.submitter, at);
}

export function accepted(state: FleetState, event: FleetEventOf<'task.accepted'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  task.status = 'working';
  task.acceptedAt = event.at;
  task.acceptedSteady = at.steady;
  task.progressSteady = at.steady;
}

export function progressed(state: FleetState, event: FleetEventOf<'task.progressed'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  task.percent = event.percent;
  task.note = event.note;
  task.spentNow = event.spent;
  task.progressSteady = at.steady;
}

/** Null when it resumes. Reporting that it is blocked is a sign of life. */
export function setBlocked(
  state: FleetState,
  event: FleetEventOf<'task.blocked' | 'task.unblocked'>,
  at: Moment,
): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  task.blocked = event.type === 'task.blocked' ? event.reason : null;
  task.progressSteady = at.steady;
}

export function verified(state: FleetState, event: FleetEventOf<'task.verified'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  if (task !== undefined) task.progressSteady = at.steady;
}

export function completed(state: FleetState, event: FleetEventOf<'task.completed'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  release(state, task);
  state.tasks.delete(task.id);
  releaseWaiters(state, task.id, at);
}

export function ended(state: FleetState, event: FleetEventOf<'attempt.ended'>, at: Moment): void {
  const task = state.tasks.get(event.taskId);
  if (task === undefined) return;
  const agent = state.agents.get(event.agentId);
  if (event.reason === 'not-accepted' && agent !== undefined)
    agent.cooldownUntilSteady = at.steady + cooldownMs;
  release(state, task);
  if (event.next !== 'queued') {
    state.tasks.delete(task.id);
    return;
  }
  const currency = budgetOf(task, state.settings)?.money?.currency ?? null;
  task.status = 'queued';
  task.spentBefore = addSpent(task.spentBefore, event.spent, currency);
  task.spentNow = nothingSpent;
  task.workedBeforeMs += event.workedMs;
  if (countsAs[event.reason] === 'failure') task.failures += 1;
  if (countsAs[event.reason] === 'reclaim') task.reclaims += 1;
  if (agentAvoidedAfter.has(event.reason)) task.avoided.add(event.agentId);
  task.notBefore = event.notBefore;
  task.notBeforeSteady = event.notBefore === null ? null : at.steady + (event.notBefore - event.at);
  task.waitingSinceSteady = task.notBeforeSteady ?? at.steady;
}

/** Detaches task and agent from each other. */
function release(state: FleetState, task: OpenTask): void {
  const agent = task.agentId === null ? undefined : state.agents.get(task.agentId);
  if (agent?.taskId === task.id) {
    agent.taskId = null;
    agent.generation = null;
  }
  addLoad(state, task.target, -1);
  task.agentId = null;
  task.target = null;
  task.assignedAt = null;
  task.acceptedAt = null;
  task.assignedSteady = null;
  task.acceptedSteady = null;
  task.progressSteady = null;
  task.returnBySteady = null;
  task.blocked = null;
  task.percent = null;
  task.note = '';
}

function addLoad(state: FleetState, target: Target | null, change: 1 | -1): void {
  if (target === null || (target.kind !== 'ollama' && target.kind !== 'openai')) return;
  const endpoint = state.endpoints.get(target.endpointId);
  if (endpoint !== undefined) endpoint.load = Math.max(0, endpoint.load + change);
}
