import { z } from 'zod';
import { AgentId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const agentRenamed = fleetEvent(
  'agent.renamed',
  { by: Initiator, agentId: AgentId, name: z.string() },
  {
    areas: ['agents'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ name }) => `An agent is now called ${name}`,
    apply(state, { agentId, name }) {
      const agent = state.agents.get(agentId);
      if (agent !== undefined) agent.name = name;
    },
  },
);
