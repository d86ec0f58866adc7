import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { taskTitle } from '../../../core/domain/fleet/tasks/task-title.ts';
import { answerProposal, insertProposal } from '../../tables/fleet/proposal.ts';
import type { TaskRecord } from '../../tables/fleet/task.ts';
import { insertDependency } from '../../tables/fleet/task-dependency.ts';
import type { HubContext } from '../reducer-context.ts';
import { firstEvent, withEvent } from './event-list.ts';

type TaskEvent = FleetEventOf<
  'task.submitted' | 'task.ranked' | 'task.ended' | 'task.requeued' | 'proposal.made' | 'proposal.settled'
>;

export function applyTaskEvent(p: HubContext, seq: number, event: TaskEvent): void {
  switch (event.type) {
    case 'task.submitted':
      return submitted(p, seq, event);
    case 'proposal.settled':
      return settled(p, seq, event);
    case 'proposal.made':
      return proposed(p, seq, event);
    case 'task.ranked':
    case 'task.ended':
    case 'task.requeued': {
      const task = p.fleet.changeTask(event.taskId);
      if (task === null) return;
      task.events = withEvent(task.events, seq);
      p.changes.touchTask(event.taskId);
      if (event.type === 'task.ended') end(task, event);
      else {
        task.lane = event.lane;
        task.rank = event.rank;
        p.fleet.raiseRank(event.rank);
        if (event.type === 'task.requeued') renew(task);
      }
    }
  }
}

function submitted(p: HubContext, seq: number, event: FleetEventOf<'task.submitted'>): void {
  const { taskId, spec, by } = event;
  if (p.fleet.task(taskId) !== null) return;
  p.fleet.addTask({
    seq,
    hubN: p.fleet.hubN,
    id: taskId,
    title: taskTitle(spec.description),
    tier: event.complexity.tier,
    submittedAt: event.at,
    submitterKind: by.kind,
    submitterId: by.id,
    submitterName: by.name,
    clientKey: event.clientKey,
    repositoryId: spec.repositoryId,
    trackerId: spec.link?.trackerId ?? null,
    itemId: spec.link?.itemId ?? null,
    deadline: spec.deadline,
    retries: spec.retries,
    sample: event.sample ? 1 : 0,
    status: 'queued',
    lane: spec.lane,
    rank: event.rank,
    agentId: null,
    generation: 0,
    freshFrom: 0,
    failures: 0,
    reclaims: 0,
    notBefore: null,
    endedAt: null,
    endReason: null,
    error: null,
    events: firstEvent(seq),
  });
  p.fleet.raiseRank(event.rank);
  for (const [ordinal, needs] of spec.dependsOn.entries()) insertDependency(p.db, seq, ordinal, needs);
  p.changes.touchTask(taskId);
}

function end(task: TaskRecord, event: FleetEventOf<'task.ended'>): void {
  task.status = event.status;
  task.notBefore = null;
  task.endedAt = event.at;
  task.endReason = event.reason;
  task.error = event.error;
}

/** As if it were new, but for its generation and its history. */
function renew(task: TaskRecord): void {
  task.status = 'queued';
  task.agentId = null;
  task.freshFrom = task.generation;
  task.failures = 0;
  task.reclaims = 0;
  task.notBefore = null;
  task.endedAt = null;
  task.endReason = null;
  task.error = null;
}

function proposed(p: HubContext, seq: number, event: FleetEventOf<'proposal.made'>): void {
  const task = p.fleet.changeTask(event.taskId);
  if (task === null) return;
  const { trackerId, itemId, statusWhenDone } = event.link;
  insertProposal(p.db, {
    hubN: p.fleet.hubN,
    id: event.proposalId,
    taskId: task.id,
    generation: event.generation,
    agentId: event.agentId,
    trackerId,
    itemId,
    status: statusWhenDone,
    madeAt: event.at,
  });
  task.events = withEvent(task.events, seq);
  p.changes.touchTask(event.taskId);
  p.changes.touch('proposals', trackerId);
}

function settled(p: HubContext, seq: number, event: FleetEventOf<'proposal.settled'>): void {
  const taskId = answerProposal(p.db, p.fleet.hubN, event.proposalId, {
    answer: event.answer,
    at: event.at,
    by: event.by.name,
  });
  const task = taskId === null ? null : p.fleet.changeTask(taskId);
  if (task === null) return;
  task.events = withEvent(task.events, seq);
  p.changes.touchTask(task.id);
  p.changes.touch('proposals');
}
