import { fleetEvent } from '../fleet-event.ts';
import { attemptFacts, attemptFields } from './attempt-fields.ts';

export const taskAccepted = fleetEvent('task.accepted', attemptFields, {
  areas: ['tasks'],
  durability: 'normal',
  inTaskHistory: true,
  sentence: ({ agentId }, nameOf) => `${nameOf(agentId)} accepted it`,
  logLines: (event) => [['task.accept', attemptFacts(event)]],
  apply(state, event, at) {
    const task = state.tasks.get(event.taskId);
    if (task === undefined) return;
    task.status = 'working';
    task.acceptedAt = event.at;
    task.acceptedSteady = at.steady;
    task.heardSteady = at.steady;
  },
});
