import type { FleetEvent } from '../../../../../core/domain/fleet/events.ts';
import type { FleetFacts } from '../../../../../core/domain/fleet/fleet-view.ts';
import { sumMoney } from '../../../../../core/domain/fleet/money/money-list.ts';
import { isCostUnknown } from '../../../../../core/domain/fleet/money/spending.ts';
import type { TaskRow } from '../../../../../core/domain/fleet/rows/task-rows.ts';
import type { OpenTask } from '../../../../../core/domain/fleet/state.ts';
import { taskTitle } from '../../../../../core/domain/fleet/tasks/task-title.ts';
import type { WaitReason } from '../../../../../core/domain/fleet/tasks/wait-reason.ts';
import type { HubId, TaskId } from '../../../../../core/kernel/ids.ts';
import type { TaskNotes } from './task-notes.ts';

export interface TaskRows {
  /** The same object as before when nothing it shows changed. */
  of(task: OpenTask): TaskRow;
  follow(events: readonly FleetEvent[]): void;
  forget(): void;
}

interface Kept {
  readonly task: OpenTask;
  readonly waiting: WaitReason | null;
  readonly row: TaskRow;
}

/** Rows of open tasks, from the hub's state; `waiting` says why one is queued, as far as that was worked out. */
export function createTaskRows(
  hubId: HubId,
  state: () => FleetFacts,
  notes: TaskNotes,
  waiting: (task: OpenTask) => WaitReason | null,
): TaskRows {
  const kept = new Map<TaskId, Kept>();
  return {
    of(task) {
      const reason = task.status === 'queued' ? waiting(task) : null;
      const before = kept.get(task.id);
      if (before?.task === task && before.waiting === reason) return before.row;
      const row = { hubId, ...factsOf(task, state()), ...notesOf(task, notes), waiting: reason };
      kept.set(task.id, { task, waiting: reason, row });
      return row;
    },
    follow(events) {
      for (const event of events) {
        if (changesNames(event)) kept.clear();
        if ('taskId' in event && event.taskId !== null) kept.delete(event.taskId);
      }
    },
    forget: () => kept.clear(),
  };
}

/** Rows show names of agents and repositories. */
function changesNames({ type }: FleetEvent): boolean {
  return type === 'agent.renamed' || type === 'sample.removed' || type.startsWith('repository.');
}

function factsOf(task: OpenTask, state: FleetFacts) {
  const { spec, agentId, spentBefore, spentNow } = task;
  const repository = spec.repositoryId === null ? undefined : state.repositories.get(spec.repositoryId);
  return {
    id: task.id,
    title: taskTitle(spec.description),
    status: task.status,
    lane: task.lane,
    rank: task.rank,
    tier: task.complexity.tier,
    submittedAt: task.submittedAt,
    submitter: task.submitter,
    agentId,
    agentName: agentId === null ? null : (state.agents.get(agentId)?.name ?? null),
    generation: task.generation,
    retries: { used: task.failures, of: spec.retries },
    blocked: task.blocked,
    startedAt: task.acceptedAt,
    cost: sumMoney([spentBefore.cost, spentNow.cost]),
    unpriced: task.unpricedBefore + Number(isCostUnknown(spentNow)),
    tokens: spentBefore.tokensIn + spentBefore.tokensOut + spentNow.tokensIn + spentNow.tokensOut,
    repositoryName: repository?.name ?? null,
    deadline: spec.deadline,
    link: spec.link === null ? null : { trackerId: spec.link.trackerId, itemId: spec.link.itemId },
    sample: task.sample,
  };
}

function notesOf(task: OpenTask, notes: TaskNotes) {
  const { verified, error } = notes.of(task.id);
  const { percent, note } = task;
  return { percent, note, verified, error, endedAt: null, endReason: null };
}
