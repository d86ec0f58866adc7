import type { Moment } from '../../kernel/clock.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import { added, connected, disconnected, moved } from './apply/agents.ts';
import { accepted, assigned, completed, ended, progressed, setBlocked, verified } from './apply/attempts.ts';
import {
  endpointAdded,
  endpointChanged,
  endpointChecked,
  removeSample,
  repositoryAdded,
  repositoryPaused,
} from './apply/registry.ts';
import { ranked, requeued, submitted } from './apply/tasks.ts';
import type { FleetEvent } from './events.ts';
import type { FleetState } from './state.ts';

/**
 * Moves the state by one event, in place. Everything but fields ending in `Steady`, `served` and what heartbeats bring
 * follows from the events alone, so a replay gives the same state. `at` only sets the steady stamps.
 */
export function applyEvent(state: FleetState, event: FleetEvent, at: Moment): void {
  switch (event.type) {
    case 'agent.added':
      return added(state, event);
    case 'agent.renamed': {
      const agent = state.agents.get(event.agentId);
      if (agent !== undefined) agent.name = event.name;
      return;
    }
    case 'agent.removed':
      state.agents.delete(event.agentId);
      return;
    case 'agent.connected':
      return connected(state, event, at);
    case 'agent.disconnected':
      return disconnected(state, event, at);
    case 'agent.moved':
      return moved(state, event);
    case 'task.submitted':
      return submitted(state, event, at);
    case 'task.ranked':
      return ranked(state, event);
    case 'task.assigned':
      return assigned(state, event, at);
    case 'task.accepted':
      return accepted(state, event, at);
    case 'task.progressed':
      return progressed(state, event, at);
    case 'task.blocked':
    case 'task.unblocked':
      return setBlocked(state, event, at);
    case 'task.verified':
      return verified(state, event, at);
    case 'task.transcript':
      return;
    case 'task.completed':
      return completed(state, event, at);
    case 'attempt.ended':
      return ended(state, event, at);
    case 'task.ended':
      state.tasks.delete(event.taskId);
      return;
    case 'task.requeued':
      return requeued(state, event, at);
    case 'proposal.made': {
      const { proposalId: id, taskId, link } = event;
      state.proposals.set(id, { id, taskId, link });
      return;
    }
    case 'proposal.settled':
      state.proposals.delete(event.proposalId);
      return;
    case 'endpoint.added':
      return endpointAdded(state, event);
    case 'endpoint.changed':
      return endpointChanged(state, event);
    case 'endpoint.removed':
      state.endpoints.delete(event.endpointId);
      return;
    case 'endpoint.checked':
      return endpointChecked(state, event);
    case 'repository.added':
      return repositoryAdded(state, event);
    case 'repository.ranked': {
      const repository = state.repositories.get(event.repositoryId);
      if (repository !== undefined) repository.rank = event.rank;
      return;
    }
    case 'repository.paused':
      return repositoryPaused(state, event, at);
    case 'repository.removed':
      state.repositories.delete(event.repositoryId);
      return;
    case 'token.added': {
      const { tokenId: id, name, scope, agentId, sha256 } = event;
      state.tokens.set(id, { id, name, scope, agentId, sha256 });
      return;
    }
    case 'token.revoked':
      state.tokens.delete(event.tokenId);
      return;
    case 'settings.changed':
      state.settings = event.settings;
      return;
    case 'limits.changed':
      if (event.limits === null) state.limits.delete(event.client);
      else state.limits.set(event.client, event.limits);
      return;
    case 'sample.removed':
      return removeSample(state);
    default:
      return unreachable(event);
  }
}
