import { z } from 'zod';
import { fleetEvent } from '../fleet-event.ts';
import { attemptFields } from './attempt-fields.ts';

/** Reporting that it is blocked is a sign of life. */
export const taskBlocked = fleetEvent(
  'task.blocked',
  { ...attemptFields, reason: z.string().max(500) },
  {
    areas: ['tasks'],
    durability: 'normal',
    inTaskHistory: true,
    sentence: ({ agentId, reason }, nameOf) => `${nameOf(agentId)} is blocked: ${reason}`,
    apply(state, { taskId, reason }, at) {
      const task = state.tasks.get(taskId);
      if (task === undefined) return;
      task.blocked = reason;
      task.heardSteady = at.steady;
    },
  },
);

export const taskUnblocked = fleetEvent('task.unblocked', attemptFields, {
  areas: ['tasks'],
  durability: 'normal',
  inTaskHistory: true,
  sentence: ({ agentId }, nameOf) => `${nameOf(agentId)} goes on`,
  apply(state, { taskId }, at) {
    const task = state.tasks.get(taskId);
    if (task === undefined) return;
    task.blocked = null;
    task.heardSteady = at.steady;
  },
});
