import type { Moment } from '../../../kernel/clock.ts';
import type { FleetEventOf } from '../events.ts';
import type { FleetState } from '../state.ts';

export function endpointAdded(state: FleetState, event: FleetEventOf<'endpoint.added'>): void {
  const { endpointId: id, spec } = event;
  state.endpoints.set(id, {
    id,
    spec,
    health: 'unknown',
    models: [],
    note: '',
    checkedAt: null,
    probedAt: null,
    load: 0,
  });
}

/** What was found at another address says nothing about this one. */
export function endpointChanged(state: FleetState, event: FleetEventOf<'endpoint.changed'>): void {
  const endpoint = state.endpoints.get(event.endpointId);
  if (endpoint === undefined) return;
  if (endpoint.spec.url !== event.spec.url || endpoint.spec.kind !== event.spec.kind) {
    endpoint.health = 'unknown';
    endpoint.models = [];
    endpoint.note = '';
    endpoint.checkedAt = null;
    endpoint.probedAt = null;
  }
  endpoint.spec = event.spec;
}

export function endpointChecked(state: FleetState, event: FleetEventOf<'endpoint.checked'>): void {
  const endpoint = state.endpoints.get(event.endpointId);
  if (endpoint === undefined) return;
  endpoint.health = event.health;
  endpoint.models = event.models;
  endpoint.note = event.note;
  endpoint.checkedAt = event.at;
  endpoint.probedAt = event.at;
}

export function repositoryAdded(state: FleetState, event: FleetEventOf<'repository.added'>): void {
  const { repositoryId: id, name, url, rank } = event;
  state.repositories.set(id, { id, name, url, rank, paused: false });
}

/** Tasks that waited for the repository could be assigned only from now on. */
export function repositoryPaused(
  state: FleetState,
  event: FleetEventOf<'repository.paused'>,
  at: Moment,
): void {
  const repository = state.repositories.get(event.repositoryId);
  if (repository === undefined) return;
  repository.paused = event.paused;
  if (event.paused) return;
  for (const task of state.tasks.values())
    if (task.status === 'queued' && task.spec.repositoryId === repository.id)
      task.waitingSinceSteady = Math.max(task.waitingSinceSteady, at.steady);
}

export function removeSample(state: FleetState): void {
  for (const task of state.tasks.values()) {
    if (!task.sample) continue;
    state.tasks.delete(task.id);
    for (const proposal of state.proposals.values())
      if (proposal.taskId === task.id) state.proposals.delete(proposal.id);
  }
  for (const agent of state.agents.values()) {
    if (!agent.sample) continue;
    state.agents.delete(agent.id);
    for (const token of state.tokens.values()) if (token.agentId === agent.id) state.tokens.delete(token.id);
  }
}
