import type { AttemptRef } from '../../../core/domain/fleet/commands.ts';
import type { EndReason } from '../../../core/domain/fleet/tasks/task.ts';
import type { Reader } from '../../handle.ts';
import { readAttempt } from '../../tables/fleet/attempt.ts';
import { readTask } from '../../tables/fleet/task.ts';
import { fleetEvent } from './stored-events.ts';

/** How this very agent ended this very attempt; see the store's port. */
export function readReportedEnd(
  read: Reader,
  hubN: number,
  { taskId, generation, agentId }: AttemptRef,
): 'completed' | EndReason | null {
  const task = readTask(read, hubN, taskId);
  const attempt = task === null ? null : readAttempt(read, task.seq, generation);
  if (attempt === null || attempt.agentId !== agentId || attempt.endedSeq === null) return null;
  if (attempt.outcome === 'completed') return 'completed';
  const end = fleetEvent(read, attempt.endedSeq);
  if (end?.type !== 'attempt.ended' || end.by.kind !== 'agent' || end.reason === 'declined') return null;
  return end.reason;
}
