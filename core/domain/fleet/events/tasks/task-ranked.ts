import { z } from 'zod';
import { TaskId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { Lane } from '../../tasks/task.ts';
import { place } from '../../tasks/task-course.ts';
import { fleetEvent } from '../fleet-event.ts';

export const taskRanked = fleetEvent(
  'task.ranked',
  { by: Initiator, taskId: TaskId, lane: Lane, rank: z.number() },
  {
    areas: ['tasks'],
    durability: 'full',
    inTaskHistory: true,
    sentence: ({ lane }) => `Moved within the queue, to the ${lane} lane`,
    apply(state, event) {
      const task = state.tasks.get(event.taskId);
      if (task === undefined) return;
      place(task, event);
      state.lastRank = Math.max(state.lastRank, event.rank);
    },
  },
);
