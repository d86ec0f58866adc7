import { eventRules, type FleetEventOf } from '../../../core/domain/fleet/events.ts';
import type { Spent } from '../../../core/domain/fleet/money/money.ts';
import type { Target } from '../../../core/domain/fleet/routing.ts';
import { beginAttempt, countEnd, returnToQueue } from '../../../core/domain/fleet/tasks/task-course.ts';
import type { AttemptRecord } from '../../tables/fleet/attempt.ts';
import type { TaskRecord } from '../../tables/fleet/task.ts';
import type { HubContext } from '../reducer-context.ts';
import { firstEvent, withEvent } from './event-list.ts';
import type { EventWriters, Logged } from './event-writer.ts';

type AttemptEventType =
  | 'task.assigned'
  | 'task.accepted'
  | 'task.progressed'
  | 'task.blocked'
  | 'task.unblocked'
  | 'task.verified'
  | 'task.transcript'
  | 'task.completed'
  | 'attempt.ended';

export const attemptWriters: EventWriters<AttemptEventType> = {
  'task.assigned'(p, { seq }, event) {
    const known = taskOf(p, event);
    if (known === null) return;
    p.fleet.addAttempt(newAttempt(known, seq, event));
    const task = p.fleet.changeTask(event.taskId);
    if (task !== null) beginAttempt(task, event);
  },
  'task.accepted'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt === null) return;
    attempt.acceptedAt = event.at;
    const task = p.fleet.moveTask(event.taskId);
    if (task !== null) task.status = 'working';
  },
  'task.progressed'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt === null) return;
    attempt.progressedAt = event.at;
    attempt.percent = event.percent;
    attempt.note = event.note;
    spend(attempt, event.spent);
  },
  'task.blocked'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt !== null) attempt.blocked = event.reason;
  },
  'task.unblocked'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt !== null) attempt.blocked = null;
  },
  'task.verified'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt !== null) attempt.verified = event.report.status === 'pass' ? 1 : 0;
  },
  'task.transcript'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt !== null) attempt.transcriptSeq = logged.seq;
  },
  'task.completed'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt === null) return;
    finish(attempt, logged, event);
    attempt.outcome = 'completed';
    attempt.model = event.result.model ?? attempt.model;
    if (event.result.verified !== null) attempt.verified = event.result.verified ? 1 : 0;
    const task = p.fleet.moveTask(event.taskId);
    if (task === null) return;
    task.status = 'completed';
    task.endedAt = event.at;
  },
  'attempt.ended'(p, logged, event) {
    const attempt = attemptOf(p, logged, event);
    if (attempt === null) return;
    finish(attempt, logged, event);
    attempt.outcome = 'ended';
    attempt.reason = event.reason;
    attempt.error = event.error;
    const isBack = event.next === 'queued';
    const task = isBack ? p.fleet.changeTask(event.taskId) : p.fleet.moveTask(event.taskId);
    if (task === null) return;
    countEnd(task, event.reason);
    if (event.next === 'queued') return returnToQueue(task, event.notBefore);
    task.status = event.next;
    task.notBefore = null;
    task.endedAt = event.at;
    task.endReason = event.reason;
    task.error = event.error;
  },
};

function taskOf(p: HubContext, event: FleetEventOf<AttemptEventType>): TaskRecord | null {
  const task = p.fleet.task(event.taskId);
  if (task === null) return null;
  p.changes.touchTask(event.taskId);
  p.changes.agentIds.add(event.agentId);
  return task;
}

/** The attempt an event is about, after the event joined its history; null when there is none. */
function attemptOf(
  p: HubContext,
  { seq }: Logged,
  event: FleetEventOf<AttemptEventType>,
): AttemptRecord | null {
  const task = taskOf(p, event);
  const attempt = task === null ? null : p.fleet.changeAttempt(task.seq, event.generation);
  if (attempt !== null && eventRules[event.type].inTaskHistory)
    attempt.events = withEvent(attempt.events, seq);
  return attempt;
}

function newAttempt(
  { hubN, seq: taskSeq }: TaskRecord,
  seq: number,
  event: FleetEventOf<'task.assigned'>,
): AttemptRecord {
  return {
    hubN,
    taskSeq,
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
  };
}

function finish(
  attempt: AttemptRecord,
  { seq }: Logged,
  event: FleetEventOf<'task.completed' | 'attempt.ended'>,
): void {
  attempt.endedAt = event.at;
  attempt.endedSeq = seq;
  attempt.workedMs = event.workedMs;
  attempt.blocked = null;
  spend(attempt, event.spent);
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
