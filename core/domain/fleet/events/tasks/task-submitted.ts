import { z } from 'zod';
import { TaskId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { Complexity, TaskSpec } from '../../tasks/task.ts';
import { fleetEvent } from '../fleet-event.ts';
import { takeIntoQueue } from './queued-task.ts';

export const taskSubmitted = fleetEvent(
  'task.submitted',
  {
    by: Initiator,
    taskId: TaskId,
    clientKey: z.string().nullable(),
    spec: TaskSpec,
    complexity: Complexity,
    sample: z.boolean(),
    rank: z.number(),
    /** Its dependencies that were not completed then. */
    waitsFor: z.array(TaskId),
  },
  {
    areas: ['tasks'],
    durability: 'full',
    inTaskHistory: true,
    sentence: ({ spec }) => `Submitted to the ${spec.lane} lane`,
    logLines: ({ taskId, by, spec, complexity }) => [
      ['task.submit', { taskId, by: by.id, lane: spec.lane, tier: complexity.tier }],
    ],
    apply(state, event, at) {
      const { taskId: id, spec, complexity, by: submitter, at: submittedAt, sample, rank, waitsFor } = event;
      const fresh = { id, spec, complexity, submitter, submittedAt, sample };
      takeIntoQueue(state, { ...fresh, lane: spec.lane, rank, generation: 0, waitsFor }, at);
    },
  },
);
