import { agentFactsJson } from '../../fleet-json.ts';
import type { EventWriters } from './event-writer.ts';

export const agentWriters: EventWriters<
  'agent.added' | 'agent.renamed' | 'agent.removed' | 'agent.connected' | 'agent.disconnected' | 'agent.moved'
> = {
  'agent.added'(p, { seq }, { agentId, name, actorId, sample, at }) {
    p.changes.touchAgent(agentId);
    if (p.fleet.agent(agentId) !== null) return;
    p.fleet.addAgent({
      hubN: p.fleet.hubN,
      id: agentId,
      name,
      actorId,
      sample: sample ? 1 : 0,
      addedAt: at,
      removedAt: null,
      stateSeq: seq,
      connected: 0,
      connectedAt: null,
      disconnectReason: null,
      facts: null,
    });
    p.fleet.addState({ seq, prev: null, agentId, state: 'offline', at, reason: 'added', taskId: null });
  },
  'agent.renamed'(p, _logged, { agentId, name }) {
    p.changes.touchAgent(agentId);
    const agent = p.fleet.changeAgent(agentId);
    if (agent !== null) agent.name = name;
  },
  'agent.removed'(p, _logged, { agentId, at }) {
    p.changes.touchAgent(agentId);
    const agent = p.fleet.changeAgent(agentId);
    if (agent === null) return;
    agent.removedAt = at;
    agent.connected = 0;
  },
  'agent.connected'(p, _logged, { agentId, at, facts }) {
    p.changes.touchAgent(agentId);
    const agent = p.fleet.changeAgent(agentId);
    if (agent === null) return;
    agent.connected = 1;
    agent.connectedAt = at;
    agent.disconnectReason = null;
    agent.facts = agentFactsJson.write(facts);
  },
  'agent.disconnected'(p, _logged, { agentId, reason }) {
    p.changes.touchAgent(agentId);
    const agent = p.fleet.changeAgent(agentId);
    if (agent === null) return;
    agent.connected = 0;
    agent.connectedAt = null;
    agent.disconnectReason = reason;
  },
  'agent.moved'(p, { seq }, { agentId, to: state, at, reason, taskId }) {
    p.changes.touchAgent(agentId);
    const agent = p.fleet.moveAgent(agentId);
    if (agent === null) return;
    p.fleet.addState({ seq, prev: agent.stateSeq, agentId, state, at, reason, taskId });
    agent.stateSeq = seq;
  },
};
