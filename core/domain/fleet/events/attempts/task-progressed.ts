import { z } from 'zod';
import { Spent } from '../../money/money.ts';
import { fleetEvent } from '../fleet-event.ts';
import { attemptFields } from './attempt-fields.ts';

export const taskProgressed = fleetEvent(
  'task.progressed',
  {
    ...attemptFields,
    percent: z.number().min(0).max(100).nullable(),
    note: z.string().max(500),
    spent: Spent,
  },
  {
    areas: ['tasks'],
    durability: 'normal',
    // It comes often, and its last word is in the attempt.
    inTaskHistory: false,
    sentence: ({ agentId, percent, note }, nameOf) =>
      `${nameOf(agentId)} reported progress${percent === null ? '' : ` of ${percent} %`}${note === '' ? '' : `: ${note}`}`,
    apply(state, { taskId, percent, note, spent }, at) {
      const task = state.tasks.get(taskId);
      if (task === undefined) return;
      task.percent = percent;
      task.note = note;
      task.spentNow = spent;
      task.heardSteady = at.steady;
    },
  },
);
