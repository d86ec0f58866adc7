import { z } from 'zod';
import { NewDeadline } from '../../domain/fleet/decide/deliverable-command.ts';
import { ProposalRow } from '../../domain/fleet/rows/proposal-row.ts';
import { TaskFilter } from '../../domain/fleet/rows/task-filter.ts';
import { TaskDetail, TaskRow } from '../../domain/fleet/rows/task-rows.ts';
import { TaskTemplate } from '../../domain/fleet/rows/task-template.ts';
import { Complexity, Lane, TaskSpec } from '../../domain/fleet/tasks/task.ts';
import { WaitReason } from '../../domain/fleet/tasks/wait-reason.ts';
import { ItemId, ProposalId, TaskId, TrackerId } from '../../kernel/ids.ts';
import { command, query, queryAs, view } from '../define.ts';
import { NoInput, Nothing } from '../shared.ts';
import { atHub, hubErrors } from './at-hub.ts';

const Done = z.object({
  done: z.number().int(),
  /** Asked for and kept, but not confirmed by the hub yet: it is sent again by itself. */
  waiting: z.array(TaskId),
  refused: z.array(z.object({ taskId: TaskId, code: z.string(), message: z.string() })),
});

export const tasks = {
  /** Everything open at one hub, by lane and rank. */
  'tasks.queue': view(
    z.object({ ...atHub }),
    TaskRow,
    z.object({
      queued: z.record(Lane, z.number().int()),
      running: z.number().int(),
      deadLetters: z.number().int(),
    }),
  ),
  /** Newest first, a window of them. */
  'tasks.list': view(
    z.object({
      filter: TaskFilter,
      window: z.object({ start: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    }),
    TaskRow,
    z.object({ total: z.number().int(), start: z.number().int() }),
  ),
  /** One row, or none when there is no such task. */
  'tasks.one': view(z.object({ taskId: TaskId, ...atHub }), TaskDetail, Nothing),
  'tasks.submit': command(
    'operator',
    z.object({ task: TaskSpec, ...atHub, clientKey: z.string().min(1).max(200).nullable().default(null) }),
    z.object({ taskId: TaskId, created: z.boolean() }),
    [
      'task.unknown-dependency',
      'task.unknown-agent',
      'task.unknown-repository',
      'task.unknown-item',
      'task.deadline-passed',
      'task.key-conflict',
      ...hubErrors,
    ],
  ),
  /** What the hub would make of it: the tier with its reasons, and who could take it now. */
  'tasks.preview': queryAs(
    'operator',
    z.object({ task: TaskSpec, ...atHub }),
    z.object({ complexity: Complexity, waiting: z.array(WaitReason), candidates: z.number().int() }),
    [...hubErrors],
  ),
  'tasks.cancel': command(
    'operator',
    z.object({ taskIds: z.array(TaskId).min(1).max(500), ...atHub }),
    Done,
    [...hubErrors],
  ),
  /** Dead letters back into the queue. */
  'tasks.requeue': command(
    'operator',
    z.object({ taskIds: z.array(TaskId).min(1).max(500), ...atHub, deadline: NewDeadline }),
    Done,
    [...hubErrors],
  ),
  'tasks.rank': command(
    'operator',
    z.object({ taskId: TaskId, ...atHub, lane: Lane, before: TaskId.nullable() }),
    Nothing,
    ['task.not-found', 'task.not-queued', 'hub.waiting', ...hubErrors],
  ),
  'tasks.templates': view(NoInput, TaskTemplate, Nothing),
  'tasks.saveTemplate': command(
    'operator',
    z.object({ name: z.string().trim().min(1).max(100), about: z.string().max(500), task: TaskSpec }),
    z.object({ id: z.string() }),
    ['template.exists'],
  ),
  'tasks.removeTemplate': command('operator', z.object({ id: z.string() }), Nothing, ['template.not-found']),
  /** Initial composer content for an item: what to do, how to tell it is done. */
  'tasks.fromItem': query(
    z.object({ itemId: ItemId }),
    z.object({
      task: TaskSpec,
      itemTitle: z.string(),
      trackerName: z.string(),
      statuses: z.array(z.string()),
    }),
    ['item.not-found'],
  ),
  /** Status changes that verified tasks propose for tracker items. */
  'proposals.list': view(
    z.object({ trackerId: TrackerId.nullable().default(null), itemId: ItemId.nullable().default(null) }),
    ProposalRow,
    z.object({ open: z.number().int() }),
  ),
  /** Makes the edit in the tracker, as the person who accepts. */
  'proposals.accept': command(
    'operator',
    z.object({ proposalId: ProposalId, ...atHub }),
    /** `step`: the undo step of the edit. */
    z.object({ summary: z.string(), step: z.number().int().nullable() }),
    [
      ...hubErrors,
      'proposal.not-found',
      'proposal.settled',
      'hub.waiting',
      'item.not-found',
      'status.illegal-move',
      'file.changed',
      'file.missing',
      'file.read-only',
      'tracker.conflict-markers',
      'tracker.not-utf8',
      'file.write-failed',
    ],
  ),
  'proposals.dismiss': command('operator', z.object({ proposalId: ProposalId, ...atHub }), Nothing, [
    ...hubErrors,
    'proposal.not-found',
    'proposal.settled',
    'hub.waiting',
  ]),
};
