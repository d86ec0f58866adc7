import type { z } from 'zod';
import { type EndReason, Lane, type TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { CheckStatus } from '../../../core/domain/fleet/tasks/verification.ts';
import type { Mark } from '../../ui/marks/mark.ts';

/** Lanes in the order they are served. */
export const lanes: readonly Lane[] = Lane.options;

export const laneLabels: Readonly<Record<Lane, string>> = {
  urgent: 'Urgent',
  high: 'High',
  normal: 'Normal',
  low: 'Low',
};

export const statuses: readonly TaskStatus[] = [
  'queued',
  'assigned',
  'working',
  'completed',
  'dead-letter',
  'cancelled',
];

const statusMarks: Readonly<Record<TaskStatus, Mark>> = {
  queued: 'planned',
  assigned: 'active',
  working: 'active',
  completed: 'done',
  'dead-letter': 'blocked',
  cancelled: 'dropped',
};

export const statusLabels: Readonly<Record<TaskStatus, string>> = {
  queued: 'queued',
  assigned: 'offered',
  working: 'working',
  completed: 'completed',
  'dead-letter': 'dead letter',
  cancelled: 'cancelled',
};

interface ShownTask {
  readonly status: TaskStatus;
  readonly blocked: string | null;
  readonly verified: boolean | null;
}

/** A task's mark: work that waits for help is blocked, and what nobody checked is never shown as checked. */
export function taskMark(task: ShownTask): Mark {
  if (task.status === 'working' && task.blocked !== null) return 'blocked';
  if (task.status === 'completed' && task.verified === false) return 'at-risk';
  return statusMarks[task.status];
}

/** "completed, verified", "completed, unverified", "blocked", "working". */
export function taskLabel(task: ShownTask): string {
  if (task.status === 'working' && task.blocked !== null) return 'blocked';
  if (task.status !== 'completed') return statusLabels[task.status];
  if (task.verified === null) return 'completed, no checks';
  return task.verified ? 'completed, verified' : 'completed, unverified';
}

/** "1 of 2": a task that failed its last try has used them all, not one more. */
export function retryText({
  retries,
}: {
  readonly retries: { readonly used: number; readonly of: number };
}): string {
  return `${Math.min(retries.used, retries.of)} of ${retries.of}`;
}

/** Why an attempt or a task ended, in a few words. */
export const endLabels: Readonly<Record<EndReason, string>> = {
  failed: 'the work failed',
  verification: 'its checks didn’t pass',
  undelivered: 'the finished work couldn’t be handed over',
  declined: 'the agent gave it back',
  'not-accepted': 'the agent didn’t take it in time',
  disconnected: 'the agent vanished',
  stuck: 'no progress for too long',
  cancelled: 'cancelled',
  budget: 'the budget was used up',
  deadline: 'the deadline passed',
  'agent-removed': 'the agent was removed',
};

export const checkMarks: Readonly<Record<z.infer<typeof CheckStatus>, Mark>> = {
  pass: 'done',
  fail: 'blocked',
  error: 'at-risk',
  timeout: 'at-risk',
};

export const checkLabels: Readonly<Record<z.infer<typeof CheckStatus>, string>> = {
  pass: 'passed',
  fail: 'failed',
  error: 'could not run',
  timeout: 'ran out of time',
};
