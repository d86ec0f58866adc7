import { z } from 'zod';
import { AgentId, TaskId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { Complexity, Lane, TaskSpec } from '../../tasks/task.ts';
import { fleetEvent } from '../fleet-event.ts';
import { takeIntoQueue } from './queued-task.ts';

/**
 * A dead letter goes back into the queue as if it were new: failures, reclaims, avoided agents and what its budget
 * counts start at nothing; only its generation goes on. Carries the whole task, because dead letters are not in memory.
 */
export const taskRequeued = fleetEvent(
  'task.requeued',
  {
    by: Initiator,
    taskId: TaskId,
    rank: z.number(),
    lane: Lane,
    spec: TaskSpec,
    complexity: Complexity,
    submitter: Initiator,
    submittedAt: z.number().int(),
    sample: z.boolean(),
    generation: z.number().int().nonnegative(),
    waitsFor: z.array(TaskId),
    keptBy: AgentId.nullable().default(null),
  },
  {
    areas: ['tasks'],
    durability: 'full',
    inTaskHistory: true,
    sentence: () => 'Put back into the queue with new tries',
    logLines: ({ taskId, by }) => [['task.requeue', { taskId, by: by.id }]],
    apply(state, event, at) {
      const { taskId: id, spec, complexity, submitter, submittedAt, sample } = event;
      const { lane, rank, generation, waitsFor, keptBy } = event;
      const fresh = { id, spec, complexity, submitter, submittedAt, sample };
      takeIntoQueue(state, { ...fresh, lane, rank, generation, waitsFor, keptBy }, at);
    },
  },
);
