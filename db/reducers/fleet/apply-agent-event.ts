import type { AgentState } from '../../../core/domain/fleet/agent.ts';
import type { FleetEventOf } from '../../../core/domain/fleet/events.ts';
import type { AgentId, TaskId } from '../../../core/kernel/ids.ts';
import { agentFactsJson } from '../../fleet-json.ts';
import { insertAgentState } from '../../tables/agent-state.ts';
import type { Projecting } from '../projecting.ts';

type AgentEvent = FleetEventOf<
  'agent.added' | 'agent.renamed' | 'agent.removed' | 'agent.connected' | 'agent.disconnected' | 'agent.moved'
>;

export function applyAgentEvent(p: Projecting, seq: number, event: AgentEvent): void {
  p.changes.touchAgent(event.agentId);
  if (event.type === 'agent.added') return added(p, seq, event);
  const agent = p.fleet.changeAgent(event.agentId);
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
      agent.disconnectReason = event.reason;
      return;
    case 'agent.moved':
      agent.state = event.to;
      agent.since = event.at;
      return begin(p, seq, event.agentId, event.to, event.at, event.reason, event.taskId);
  }
}

function added(p: Projecting, seq: number, event: FleetEventOf<'agent.added'>): void {
  if (p.fleet.agent(event.agentId) !== null) return;
  p.fleet.addAgent({
    id: event.agentId,
    name: event.name,
    actorId: event.actorId,
    sample: event.sample ? 1 : 0,
    addedAt: event.at,
    removedAt: null,
    state: 'offline',
    since: event.at,
    connected: 0,
    connectedAt: null,
    disconnectReason: null,
    facts: null,
  });
  begin(p, seq, event.agentId, 'offline', event.at, 'added', null);
}

function begin(
  p: Projecting,
  seq: number,
  agentId: AgentId,
  state: AgentState,
  at: number,
  reason: string,
  taskId: TaskId | null,
): void {
  insertAgentState(p.db, { agentId, seq, state, at, reason, taskId });
}
