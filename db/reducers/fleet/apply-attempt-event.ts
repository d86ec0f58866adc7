import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import type { Spent } from '../../../core/domain/fleet/money/money.ts';
import type { Target } from '../../../core/domain/fleet/routing.ts';
import { countsAs } from '../../../core/domain/fleet/tasks/attempt-end.ts';
import type { AttemptRecord } from '../../tables/fleet/attempt.ts';
import type { TaskRecord } from '../../tables/fleet/task.ts';
import type { HubContext } from '../reducer-context.ts';
import { firstEvent, withEvent } from './event-list.ts';

type AttemptEvent = FleetEventOf<
  | 'task.assigned'
  | 'task.accepted'
  | 'task.progressed'
  | 'task.blocked'
  | 'task.unblocked'
  | 'task.verified'
  | 'task.transcript'
  | 'task.completed'
  | 'attempt.ended'
>;

export function applyAttemptEvent(p: HubContext, seq: number, event: AttemptEvent): void {
  const task = p.fleet.task(event.taskId);
  if (task === null) return;
  p.changes.touchTask(event.taskId);
  p.changes.agentIds.add(event.agentId);
  if (event.type === 'task.assigned') return assigned(p, seq, task, event);
  const attempt = p.fleet.changeAttempt(task.seq, event.generation);
  if (attempt === null) return;
  // Progress comes often and its last word is in the attempt; the rest is the task's history.
  if (event.type !== 'task.progressed' && event.type !== 'task.transcript')
    attempt.events = withEvent(attempt.events, seq);
  moved(p, seq, attempt, event);
}

function assigned(p: HubContext, seq: number, known: TaskRecord, event: FleetEventOf<'task.assigned'>): void {
  p.fleet.addAttempt({
    hubN: p.fleet.hubN,
    taskSeq: known.seq,
    generation: event.generation,
    agentId: event.agentId,
    assignedSeq: seq,
    assignedAt: event.at,
    acceptedAt: null,
    progressedAt: null,
    percent: null,
    note: '',
    blocked: null,
    verified: null,
    model: modelOf(event.decision.target),
    costMicros: null,
    currency: null,
    tokensIn: 0,
    tokensOut: 0,
    workedMs: 0,
    outcome: 'running',
    endedAt: null,
    endedSeq: null,
    reason: null,
    error: null,
    transcriptSeq: null,
    events: firstEvent(seq),
  });
  const task = p.fleet.changeTask(event.taskId);
  if (task === null) return;
  task.status = 'assigned';
  task.agentId = event.agentId;
  task.generation = event.generation;
  task.notBefore = null;
}

function moved(
  p: HubContext,
  seq: number,
  attempt: AttemptRecord,
  event: Exclude<AttemptEvent, { type: 'task.assigned' }>,
): void {
  switch (event.type) {
    case 'task.accepted': {
      attempt.acceptedAt = event.at;
      const task = p.fleet.moveTask(event.taskId);
      if (task !== null) task.status = 'working';
      return;
    }
    case 'task.progressed':
      attempt.progressedAt = event.at;
      attempt.percent = event.percent;
      attempt.note = event.note;
      return spend(attempt, event.spent);
    case 'task.blocked':
      attempt.blocked = event.reason;
      return;
    case 'task.unblocked':
      attempt.blocked = null;
      return;
    case 'task.verified':
      attempt.verified = event.report.status === 'pass' ? 1 : 0;
      return;
    case 'task.transcript':
      attempt.transcriptSeq = seq;
      return;
    case 'task.completed':
      return completed(p, seq, attempt, event);
    case 'attempt.ended':
      return ended(p, seq, attempt, event);
  }
}

function completed(
  p: HubContext,
  seq: number,
  attempt: AttemptRecord,
  event: FleetEventOf<'task.completed'>,
): void {
  finish(p, seq, attempt, event);
  attempt.outcome = 'completed';
  attempt.model = event.result.model ?? attempt.model;
  if (event.result.verified !== null) attempt.verified = event.result.verified ? 1 : 0;
  const task = p.fleet.moveTask(event.taskId);
  if (task === null) return;
  task.status = 'completed';
  task.endedAt = event.at;
}

function ended(
  p: HubContext,
  seq: number,
  attempt: AttemptRecord,
  event: FleetEventOf<'attempt.ended'>,
): void {
  finish(p, seq, attempt, event);
  attempt.outcome = 'ended';
  attempt.reason = event.reason;
  attempt.error = event.error;
  const isBack = event.next === 'queued';
  const task = isBack ? p.fleet.changeTask(event.taskId) : p.fleet.moveTask(event.taskId);
  if (task === null) return;
  const counts = countsAs[event.reason];
  if (counts === 'failure') task.failures += 1;
  if (counts === 'reclaim') task.reclaims += 1;
  task.status = event.next;
  task.notBefore = event.notBefore;
  if (isBack) {
    task.agentId = null;
    return;
  }
  task.endedAt = event.at;
  task.endReason = event.reason;
  task.error = event.error;
}

function finish(
  p: HubContext,
  seq: number,
  attempt: AttemptRecord,
  event: FleetEventOf<'task.completed' | 'attempt.ended'>,
): void {
  attempt.endedAt = event.at;
  attempt.endedSeq = seq;
  attempt.workedMs = event.workedMs;
  attempt.blocked = null;
  spend(attempt, event.spent);
  p.changes.touch('costs');
}

/** What an attempt says it used is a whole, not an addition. */
function spend(attempt: AttemptRecord, { cost, tokensIn, tokensOut }: Spent): void {
  attempt.costMicros = cost?.micros ?? null;
  attempt.currency = cost?.currency ?? null;
  attempt.tokensIn = tokensIn;
  attempt.tokensOut = tokensOut;
}

function modelOf(target: Target): string | null {
  if (target.kind === 'shell') return null;
  return target.kind === 'command' ? (target.model ?? target.profile) : target.model;
}
