import { AgentId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const agentRemoved = fleetEvent(
  'agent.removed',
  { by: Initiator, agentId: AgentId },
  {
    areas: ['agents'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ agentId }, nameOf) => `${nameOf(agentId)} was removed from the fleet`,
    apply(state, { agentId }) {
      state.agents.delete(agentId);
    },
  },
);
