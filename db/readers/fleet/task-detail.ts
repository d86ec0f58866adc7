import { eventSentence } from '../../../core/domain/fleet/event-sentence.ts';
import { eventRules, type FleetEvent } from '../../../core/domain/fleet/events.ts';
import { sumMoney } from '../../../core/domain/fleet/money/money-list.ts';
import type { Attempt, TaskDetail } from '../../../core/domain/fleet/rows/task-rows.ts';
import type { VerificationReport } from '../../../core/domain/fleet/tasks/verification.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { shownFor } from '../../records/item-join.ts';
import { seqsOf } from '../../reducers/fleet/event-list.ts';
import { type AttemptRecord, readAttempt, readAttempts } from '../../tables/fleet/attempt.ts';
import { readTask, type TaskRecord } from '../../tables/fleet/task.ts';
import { assignedEvent, fleetEvent, submittedEvent } from './stored-events.ts';
import { taskRowsOf } from './task-rows.ts';

/** The newest of each; more than a screen shows. */
const ATTEMPTS_SHOWN = 50;
const EVENTS_SHOWN = 300;
const NEEDED_BY_SHOWN = 100;

/** Everything the task page shows but why it waits, which the hub says; null when there is no such task. */
export function taskDetail(read: Reader, hubN: number, taskId: TaskId): TaskDetail | null {
  const task = readTask(read, hubN, taskId);
  const submitted = task === null ? null : submittedEvent(read, task.seq);
  const row = task === null ? undefined : taskRowsOf(read, [task.seq])[0];
  if (task === null || submitted === null || row === undefined) return null;
  const attempts = readAttempts(read, task.seq);
  const nameOf = agentNames(read, hubN);
  return {
    ...row,
    spec: { ...submitted.spec, deadline: task.deadline },
    complexity: submitted.complexity,
    clientKey: task.clientKey,
    attempts: attempts
      .slice(-ATTEMPTS_SHOWN)
      .map((attempt) => attemptOf(read, attempt, nameOf))
      .filter((attempt) => attempt !== null),
    history: historyOf(read, task, attempts, nameOf),
    waitReasons: [],
    spent: {
      cost: sumMoney(attempts.map(costOf)),
      tokensIn: attempts.reduce((sum, one) => sum + one.tokensIn, 0),
      tokensOut: attempts.reduce((sum, one) => sum + one.tokensOut, 0),
      workedMs: attempts.reduce((sum, one) => sum + one.workedMs, 0),
    },
    dependsOn: read.all(
      `SELECT n.id, n.title, n.status FROM task_dependency d JOIN task n ON n.id = d.needs AND n.hub_n = ?
       WHERE d.task_seq = ? ORDER BY d.ordinal`,
      hubN,
      task.seq,
    ),
    neededBy: read.all(
      `SELECT t.id, t.title, t.status FROM task_dependency d JOIN task t ON t.seq = d.task_seq
       WHERE d.needs = ? AND t.hub_n = ? ORDER BY t.seq LIMIT ?`,
      task.id,
      hubN,
      NEEDED_BY_SHOWN,
    ),
    repository: read.get(
      'SELECT id, name FROM repository WHERE id = ? AND hub_n = ?',
      task.repositoryId,
      hubN,
    ),
    item: read.get(
      `SELECT i.tracker_id AS trackerId, i.id AS itemId, k.name AS trackerName, i.title, i.status
       FROM item i JOIN tracker k ON k.id = i.tracker_id AND k.removed_at IS NULL WHERE i.id = ${shownFor('?')}`,
      task.itemId,
      task.itemId,
    ),
    proposal: read.get(
      `SELECT id, coalesce(status, '') AS status, coalesce(answer, 'open') AS answer FROM proposal
       WHERE task_id = ? AND hub_n = ? ORDER BY made_at DESC, id DESC LIMIT 1`,
      task.id,
      hubN,
    ),
  };
}

/** What a task is called, also one that has ended. */
export function taskTitleOf(read: Reader, hubN: number, id: TaskId): string | null {
  return readTask(read, hubN, id)?.title ?? null;
}

type Transcript = NonNullable<Attempt['transcript']>;

/** What an attempt printed last, once it ended; null as long as nothing of it is kept. */
export function attemptTranscript(
  read: Reader,
  hubN: number,
  taskId: TaskId,
  generation: number,
): Transcript | null {
  const task = readTask(read, hubN, taskId);
  const attempt = task === null ? null : readAttempt(read, task.seq, generation);
  return attempt === null ? null : transcriptOf(read, attempt);
}

function transcriptOf(read: Reader, { transcriptSeq }: AttemptRecord): Transcript | null {
  const event = transcriptSeq === null ? null : fleetEvent(read, transcriptSeq);
  if (event?.type !== 'task.transcript') return null;
  const { lines, cutLines, cutBytes } = event;
  return { lines, cutLines, cutBytes };
}

function attemptOf(read: Reader, attempt: AttemptRecord, nameOf: (id: AgentId) => string): Attempt | null {
  const assigned = assignedEvent(read, attempt.assignedSeq);
  if (assigned === null) return null;
  const events = seqsOf(attempt.events).map((seq) => fleetEvent(read, seq));
  const end = attempt.endedSeq === null ? null : fleetEvent(read, attempt.endedSeq);
  return {
    generation: attempt.generation,
    agentId: attempt.agentId,
    agentName: nameOf(attempt.agentId),
    assignedAt: attempt.assignedAt,
    acceptedAt: attempt.acceptedAt,
    endedAt: attempt.endedAt,
    outcome: attempt.outcome,
    reason: attempt.reason,
    error: attempt.error,
    decision: assigned.decision,
    result: end?.type === 'task.completed' ? end.result : null,
    spent: { cost: costOf(attempt), tokensIn: attempt.tokensIn, tokensOut: attempt.tokensOut },
    reports: reportsOf(events),
    transcript: transcriptOf(read, attempt),
  };
}

/** One per run: a report whose answer got lost is told again. */
function reportsOf(events: readonly (FleetEvent | null)[]): VerificationReport[] {
  const byRun = new Map<number, VerificationReport>();
  for (const event of events) if (event?.type === 'task.verified') byRun.set(event.report.run, event.report);
  return [...byRun.values()];
}

function costOf({ costMicros, currency }: AttemptRecord) {
  return costMicros === null || currency === null ? null : { micros: costMicros, currency };
}

function historyOf(
  read: Reader,
  task: TaskRecord,
  attempts: readonly AttemptRecord[],
  nameOf: (id: AgentId) => string,
): TaskDetail['history'] {
  const seqs = [task.events, ...attempts.map((attempt) => attempt.events)].flatMap(seqsOf);
  return seqs
    .toSorted((a, b) => a - b)
    .slice(-EVENTS_SHOWN)
    .map((seq) => fleetEvent(read, seq))
    .filter((event) => event !== null)
    .filter(({ type }) => eventRules[type].inTaskHistory)
    .map((event) => eventSentence(event, nameOf));
}

function agentNames(read: Reader, hubN: number): (id: AgentId) => string {
  const known = new Map<AgentId, string>();
  return (id) => {
    const name =
      known.get(id) ??
      read.value<string>('SELECT name FROM agent WHERE id = ? AND hub_n = ?', id, hubN) ??
      'a removed agent';
    known.set(id, name);
    return name;
  };
}
