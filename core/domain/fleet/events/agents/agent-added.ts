import { z } from 'zod';
import { ActorId, AgentId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const agentAdded = fleetEvent(
  'agent.added',
  {
    by: Initiator,
    agentId: AgentId,
    name: z.string(),
    actorId: ActorId.nullable(),
    sample: z.boolean(),
  },
  {
    areas: ['agents'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ name }) => `${name} joined the fleet`,
    apply(state, { agentId: id, name, actorId, sample, at: addedAt }) {
      state.agents.set(id, {
        id,
        name,
        actorId,
        sample,
        addedAt,
        state: 'offline',
        since: addedAt,
        facts: null,
        taskId: null,
        generation: null,
        connected: false,
        connectedAt: null,
        disconnectReason: null,
        heartbeatAt: null,
        heartbeatSteady: null,
        resources: null,
        resourcesAt: null,
        cooldownUntilSteady: null,
        lastAssignedSteady: 0,
      });
    },
  },
);
