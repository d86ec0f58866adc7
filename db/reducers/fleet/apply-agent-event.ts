import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { agentFactsJson } from '../../fleet-json.ts';
import type { HubContext } from '../reducer-context.ts';

type AgentEvent = FleetEventOf<
  'agent.added' | 'agent.renamed' | 'agent.removed' | 'agent.connected' | 'agent.disconnected' | 'agent.moved'
>;

export function applyAgentEvent(p: HubContext, seq: number, event: AgentEvent): void {
  p.changes.touchAgent(event.agentId);
  if (event.type === 'agent.added') return added(p, seq, event);
  const agent =
    event.type === 'agent.moved' ? p.fleet.moveAgent(event.agentId) : p.fleet.changeAgent(event.agentId);
  if (agent === null) return;
  switch (event.type) {
    case 'agent.renamed':
      agent.name = event.name;
      return;
    case 'agent.removed':
      agent.removedAt = event.at;
      agent.connected = 0;
      return;
    case 'agent.connected':
      agent.connected = 1;
      agent.connectedAt = event.at;
      agent.disconnectReason = null;
      agent.facts = agentFactsJson.write(event.facts);
      return;
    case 'agent.disconnected':
      agent.connected = 0;
      agent.connectedAt = null;
      agent.disconnectReason = event.reason;
      return;
    case 'agent.moved': {
      const { agentId, to: state, at, reason, taskId } = event;
      p.fleet.addState({ seq, prev: agent.stateSeq, agentId, state, at, reason, taskId });
      agent.stateSeq = seq;
      return;
    }
  }
}

function added(p: HubContext, seq: number, event: FleetEventOf<'agent.added'>): void {
  if (p.fleet.agent(event.agentId) !== null) return;
  p.fleet.addAgent({
    hubN: p.fleet.hubN,
    id: event.agentId,
    name: event.name,
    actorId: event.actorId,
    sample: event.sample ? 1 : 0,
    addedAt: event.at,
    removedAt: null,
    stateSeq: seq,
    connected: 0,
    connectedAt: null,
    disconnectReason: null,
    facts: null,
  });
  const { agentId, at } = event;
  p.fleet.addState({ seq, prev: null, agentId, state: 'offline', at, reason: 'added', taskId: null });
}
