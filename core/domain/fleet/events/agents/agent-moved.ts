import { z } from 'zod';
import { AgentId, TaskId } from '../../../../kernel/ids.ts';
import { AgentState } from '../../agents/agent.ts';
import { fleetEvent } from '../fleet-event.ts';

/** Follows the event that caused it, in the same transaction. */
export const agentMoved = fleetEvent(
  'agent.moved',
  {
    agentId: AgentId,
    from: AgentState,
    to: AgentState,
    reason: z.string().max(200),
    taskId: TaskId.nullable(),
  },
  {
    areas: ['agents'],
    durability: 'normal',
    inTaskHistory: false,
    sentence: ({ agentId, to, reason }, nameOf) => `${nameOf(agentId)} is ${to}: ${reason}`,
    logLines: ({ agentId, from, to, reason, taskId }) => [
      ['agent.move', { agentId, from, to, reason, taskId }],
    ],
    apply(state, event) {
      const agent = state.agents.get(event.agentId);
      if (agent === undefined) return;
      agent.state = event.to;
      agent.since = event.at;
    },
  },
);
