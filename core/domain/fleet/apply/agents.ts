import type { Moment } from '../../../kernel/clock.ts';
import type { FleetEventOf } from '../events.ts';
import type { FleetState } from '../state.ts';

export function added(state: FleetState, event: FleetEventOf<'agent.added'>): void {
  const { agentId: id, name, actorId, sample } = event;
  state.agents.set(id, {
    id,
    name,
    actorId,
    sample,
    addedAt: event.at,
    state: 'offline',
    since: event.at,
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
}

/** Connecting is the first sign of life. */
export function connected(state: FleetState, event: FleetEventOf<'agent.connected'>, at: Moment): void {
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
}

/** Its task waits for it, longer when the hub itself went away, since then the agent did not vanish. */
export function disconnected(state: FleetState, event: FleetEventOf<'agent.disconnected'>, at: Moment): void {
  const agent = state.agents.get(event.agentId);
  if (agent === undefined) return;
  agent.connected = false;
  agent.connectedAt = null;
  agent.disconnectReason = event.reason;
  const task = agent.taskId === null ? undefined : state.tasks.get(agent.taskId);
  if (task === undefined) return;
  const { returnSeconds, restartReturnSeconds } = state.settings;
  const ours = event.reason === 'hub-stopped' || event.reason === 'hub-restarted';
  task.returnBySteady = at.steady + (ours ? restartReturnSeconds : returnSeconds) * 1000;
}

export function moved(state: FleetState, event: FleetEventOf<'agent.moved'>): void {
  const agent = state.agents.get(event.agentId);
  if (agent === undefined) return;
  agent.state = event.to;
  agent.since = event.at;
}
