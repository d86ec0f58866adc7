import { Spent } from '../../money/money.ts';
import { AttemptResult } from '../../tasks/verification.ts';
import { fleetEvent } from '../fleet-event.ts';
import { attemptFacts, attemptFields, spentFacts, workedMs } from './attempt-fields.ts';
import { release, releaseWaiters } from './release.ts';

export const taskCompleted = fleetEvent(
  'task.completed',
  { ...attemptFields, result: AttemptResult, spent: Spent, workedMs },
  {
    areas: ['tasks', 'costs'],
    durability: 'full',
    inTaskHistory: true,
    endsOutput: true,
    sentence: ({ agentId }, nameOf) => `${nameOf(agentId)} completed it`,
    logLines(event) {
      const { verified, model } = event.result;
      return [['task.complete', { ...attemptFacts(event), verified, model, ...spentFacts(event.spent) }]];
    },
    apply(state, event, at) {
      const task = state.tasks.get(event.taskId);
      if (task === undefined) return;
      release(state, task);
      state.tasks.delete(task.id);
      releaseWaiters(state, task.id, at);
    },
  },
);
