import type { HubFrame } from '../../../../core/contract/hub/agent-frames.ts';
import type { Assignment } from '../../../../core/contract/hub/assignment.ts';
import type { FleetEventOf } from '../../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../../core/domain/fleet/fleet-view.ts';
import { repositoryFor } from '../../../../core/domain/fleet/schedule/repository-for.ts';
import type { AgentId, TaskId } from '../../../../core/kernel/ids.ts';

/** The attempt as its agent needs it; null when the task is no longer offered to this agent in this generation. */
export function assignmentOf(
  state: FleetFacts,
  attempt: { readonly agentId: AgentId; readonly taskId: TaskId; readonly generation: number },
  wall: number,
): Assignment | null {
  const task = state.tasks.get(attempt.taskId);
  if (task === undefined || task.status === 'queued' || task.target === null) return null;
  if (task.agentId !== attempt.agentId || task.generation !== attempt.generation) return null;
  const { spec } = task;
  // Paused between offer and now: the attempt is under way, so it still works where it was meant to.
  const named = spec.repositoryId === null ? undefined : state.repositories.get(spec.repositoryId);
  const found = named ?? repositoryFor(state, spec);
  const repository = found === 'waits' ? null : found;
  return {
    taskId: task.id,
    generation: task.generation,
    acceptWithinMs: state.settings.acceptSeconds * 1000,
    description: spec.description,
    work: spec.work,
    target: task.target,
    tier: task.complexity.tier,
    contextFiles: spec.contextFiles,
    notes: spec.notes,
    successCriteria: spec.successCriteria,
    verification: spec.verification,
    verificationSeconds: spec.verificationSeconds,
    fixAttempts: spec.fixAttempts,
    repository:
      repository === null ? null : { id: repository.id, name: repository.name, url: repository.url },
    budget: spec.budget ?? state.settings.defaultBudget,
    unknownCost: state.settings.unknownCost,
    spentBefore: task.spentBefore,
    workedBeforeMs: task.workedBeforeMs,
    deadlineLeftMs: spec.deadline === null ? null : Math.max(0, spec.deadline - wall),
    metadata: spec.metadata,
  };
}

type StopReason = Extract<HubFrame, { t: 'stop' }>['reason'];

const stopMessages: Readonly<Record<StopReason, string>> = {
  cancelled: 'The task was cancelled.',
  budget: 'The task has used up its budget.',
  deadline: 'The task is past its deadline.',
  stuck: 'The task showed no progress for too long; it goes to another agent.',
  'not-accepted': 'The offer was not accepted in time; the task goes to another agent.',
  'agent-removed': 'This agent was removed from the hub.',
};

const isStop = (reason: string): reason is StopReason => reason in stopMessages;

/** What to tell the agent whose attempt the hub ended; null when the agent ended it itself, or is not there to hear it. */
export function stopOf(event: FleetEventOf<'attempt.ended'>): HubFrame | null {
  const { taskId, generation, reason } = event;
  if (event.by.kind === 'agent' || !isStop(reason)) return null;
  return { t: 'stop', taskId, generation, reason, text: stopMessages[reason] };
}
