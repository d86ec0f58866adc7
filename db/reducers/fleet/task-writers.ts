import { freshCourse, place } from '../../../core/domain/fleet/tasks/task-course.ts';
import { taskTitle } from '../../../core/domain/fleet/tasks/task-title.ts';
import type { TaskId } from '../../../core/kernel/ids.ts';
import { answerProposal, insertProposal } from '../../tables/fleet/proposal.ts';
import type { TaskRecord } from '../../tables/fleet/task.ts';
import { insertDependency } from '../../tables/fleet/task-dependency.ts';
import type { HubContext } from '../reducer-context.ts';
import { firstEvent, withEvent } from './event-list.ts';
import type { EventWriters, Logged } from './event-writer.ts';

export const taskWriters: EventWriters<
  'task.submitted' | 'task.ranked' | 'task.ended' | 'task.requeued' | 'proposal.made' | 'proposal.settled'
> = {
  'task.submitted'(p, { seq }, event) {
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
      ...freshCourse,
      lane: spec.lane,
      rank: event.rank,
      generation: 0,
      freshFrom: 0,
      endedAt: null,
      endReason: null,
      error: null,
      events: firstEvent(seq),
    });
    p.fleet.raiseRank(event.rank);
    for (const [ordinal, needs] of spec.dependsOn.entries()) insertDependency(p.db, seq, ordinal, needs);
    p.changes.touchTask(taskId);
  },
  'task.ranked'(p, logged, event) {
    const task = taskOf(p, logged, event.taskId);
    if (task === null) return;
    place(task, event);
    p.fleet.raiseRank(event.rank);
  },
  'task.ended'(p, logged, event) {
    const task = taskOf(p, logged, event.taskId);
    if (task === null) return;
    task.status = event.status;
    task.notBefore = null;
    task.endedAt = event.at;
    task.endReason = event.reason;
    task.error = event.error;
  },
  /** As if it were new, but for its generation and its history. */
  'task.requeued'(p, logged, event) {
    const task = taskOf(p, logged, event.taskId);
    if (task === null) return;
    Object.assign(task, freshCourse);
    place(task, event);
    p.fleet.raiseRank(event.rank);
    task.freshFrom = task.generation;
    task.deadline = event.spec.deadline;
    task.endedAt = null;
    task.endReason = null;
    task.error = null;
  },
  'proposal.made'(p, logged, event) {
    const task = taskOf(p, logged, event.taskId);
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
    p.changes.touch('proposals', trackerId);
  },
  'proposal.settled'(p, logged, { proposalId, answer, at, by }) {
    const taskId = answerProposal(p.db, p.fleet.hubN, proposalId, { answer, at, by: by.name });
    if (taskId !== null) taskOf(p, logged, taskId);
  },
};

/** The task an event is about, after the event joined its history; null when there is none. */
function taskOf(p: HubContext, { seq }: Logged, taskId: TaskId): TaskRecord | null {
  const task = p.fleet.changeTask(taskId);
  if (task === null) return null;
  task.events = withEvent(task.events, seq);
  p.changes.touchTask(taskId);
  return task;
}
