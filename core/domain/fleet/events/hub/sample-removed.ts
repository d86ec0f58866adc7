import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

/** Everything marked as sample goes: agents, their tasks, tokens and what hangs on them. */
export const sampleRemoved = fleetEvent(
  'sample.removed',
  { by: Initiator },
  {
    areas: ['agents', 'tasks', 'hub', 'proposals', 'costs', 'repositories'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'The sample fleet was removed',
    apply(state) {
      for (const task of state.tasks.values()) {
        if (!task.sample) continue;
        state.tasks.delete(task.id);
        for (const proposal of state.proposals.values())
          if (proposal.taskId === task.id) state.proposals.delete(proposal.id);
      }
      for (const agent of state.agents.values()) {
        if (!agent.sample) continue;
        state.agents.delete(agent.id);
        for (const token of state.tokens.values())
          if (token.agentId === agent.id) state.tokens.delete(token.id);
      }
    },
  },
);
