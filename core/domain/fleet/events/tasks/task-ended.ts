import { z } from 'zod';
import { TaskId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { EndReason } from '../../tasks/task.ts';
import { endInWords } from '../end-in-words.ts';
import { fleetEvent } from '../fleet-event.ts';

/** A task ended that nobody was working on. */
export const taskEnded = fleetEvent(
  'task.ended',
  {
    by: Initiator,
    taskId: TaskId,
    reason: EndReason,
    error: z.string().max(2000),
    status: z.enum(['cancelled', 'dead-letter']),
  },
  {
    areas: ['tasks'],
    durability: 'full',
    inTaskHistory: true,
    sentence: ({ status, reason }) =>
      status === 'cancelled' ? 'Cancelled' : `Became a dead letter: ${endInWords[reason]}`,
    logLines: ({ taskId, status, reason, by }) => [
      [status === 'cancelled' ? 'task.cancel' : 'task.dead-letter', { taskId, reason, by: by.id }],
    ],
    apply(state, { taskId }) {
      state.tasks.delete(taskId);
    },
  },
);
