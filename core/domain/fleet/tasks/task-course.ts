import type { AgentId } from '../../../kernel/ids.ts';
import { countsAs } from './attempt-end.ts';
import type { EndReason, Lane } from './task.ts';

/**
 * How far a task came, as the hub's memory and the tables both keep it; what an event does to it is said here, once for
 * both. `Final` are the further statuses that only one of them keeps.
 */
export interface TaskCourse<Final = never> {
  status: 'queued' | 'assigned' | 'working' | Final;
  lane: Lane;
  /** Place in its lane, lowest first. */
  rank: number;
  agentId: AgentId | null;
  /** Number of the current or last attempt; 0 before the first. */
  generation: number;
  /** Attempts that ended by a failure of the work. */
  failures: number;
  /** Attempts that ended because their agent was lost. */
  reclaims: number;
  /** Wall clock; not offered before. */
  notBefore: number | null;
}

/** Of a task that waits for its first attempt, or for its first after it was a dead letter. */
export const freshCourse = {
  status: 'queued',
  agentId: null,
  failures: 0,
  reclaims: 0,
  notBefore: null,
} as const;

export function place<Final>(
  task: TaskCourse<Final>,
  { lane, rank }: { readonly lane: Lane; readonly rank: number },
): void {
  task.lane = lane;
  task.rank = rank;
}

export function beginAttempt<Final>(
  task: TaskCourse<Final>,
  attempt: { readonly agentId: AgentId; readonly generation: number },
): void {
  task.status = 'assigned';
  task.agentId = attempt.agentId;
  task.generation = attempt.generation;
  task.notBefore = null;
}

/** Counts an attempt that ended without success. */
export function countEnd<Final>(task: TaskCourse<Final>, reason: EndReason): void {
  const { failures, reclaims } = countsAfter(task, reason);
  task.failures = failures;
  task.reclaims = reclaims;
}

export function countsAfter(
  { failures, reclaims }: { readonly failures: number; readonly reclaims: number },
  reason: EndReason,
): { readonly failures: number; readonly reclaims: number } {
  const counts = countsAs[reason];
  return {
    failures: failures + (counts === 'failure' ? 1 : 0),
    reclaims: reclaims + (counts === 'reclaim' ? 1 : 0),
  };
}

/** It waits for another try, and nobody holds it meanwhile. */
export function returnToQueue<Final>(task: TaskCourse<Final>, notBefore: number | null): void {
  task.status = 'queued';
  task.agentId = null;
  task.notBefore = notBefore;
}
