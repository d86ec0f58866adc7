import { AgentId } from '../../../../kernel/ids.ts';
import { AgentFacts } from '../../agents/agent.ts';
import { fleetEvent } from '../fleet-event.ts';

export const agentConnected = fleetEvent(
  'agent.connected',
  { agentId: AgentId, facts: AgentFacts },
  {
    areas: ['agents'],
    durability: 'normal',
    inTaskHistory: false,
    sentence: ({ agentId, facts }, nameOf) => `${nameOf(agentId)} connected from ${facts.host}`,
    logLines: ({ agentId, facts: { host, version } }) => [['agent.connect', { agentId, host, version }]],
    /** Connecting is the first sign of life. */
    apply(state, event, at) {
      const agent = state.agents.get(event.agentId);
      if (agent === undefined) return;
      agent.connected = true;
      agent.connectedAt = event.at;
      agent.disconnectReason = null;
      agent.facts = event.facts;
      agent.heartbeatAt = event.at;
      agent.heartbeatSteady = at.steady;
      const task = agent.taskId === null ? undefined : state.tasks.get(agent.taskId);
      if (task !== undefined) task.returnBySteady = null;
    },
  },
);
