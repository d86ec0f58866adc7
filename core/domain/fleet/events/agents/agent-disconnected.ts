import { AgentId } from '../../../../kernel/ids.ts';
import { DisconnectReason } from '../../agents/disconnect-reason.ts';
import { fleetEvent } from '../fleet-event.ts';

const because: Readonly<Record<DisconnectReason, string>> = {
  closed: 'it closed the connection',
  silent: 'it was silent',
  revoked: 'its token was revoked',
  replaced: 'it connected again',
  violations: 'it broke the protocol too often',
  slow: 'it read too slowly',
  'hub-stopped': 'the hub stopped',
  'hub-restarted': 'the hub was restarted',
};

export const agentDisconnected = fleetEvent(
  'agent.disconnected',
  { agentId: AgentId, reason: DisconnectReason },
  {
    areas: ['agents'],
    durability: 'normal',
    inTaskHistory: false,
    sentence: ({ agentId, reason }, nameOf) => `${nameOf(agentId)} disconnected: ${because[reason]}`,
    logLines: ({ agentId, reason }) => [['agent.disconnect', { agentId, reason }]],
    /** Its task waits for it, longer when the hub itself went away, since then the agent did not vanish. */
    apply(state, { agentId, reason }, at) {
      const agent = state.agents.get(agentId);
      if (agent === undefined) return;
      agent.connected = false;
      agent.connectedAt = null;
      agent.disconnectReason = reason;
      const task = agent.taskId === null ? undefined : state.tasks.get(agent.taskId);
      if (task === undefined) return;
      const { returnSeconds, restartReturnSeconds } = state.settings;
      const ours = reason === 'hub-stopped' || reason === 'hub-restarted';
      task.returnBySteady = at.steady + (ours ? restartReturnSeconds : returnSeconds) * 1000;
    },
  },
);
