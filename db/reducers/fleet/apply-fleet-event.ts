import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { hubOfSource } from '../../../core/domain/fleet/hub-source.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import { fleetEventJson } from '../../fleet-json.ts';
import type { EventRow } from '../../tables/event.ts';
import type { HubContext, ReducerContext } from '../reducer-context.ts';
import { applyAgentEvent } from './apply-agent-event.ts';
import { applyAttemptEvent } from './apply-attempt-event.ts';
import { applyHubEvent } from './apply-hub-event.ts';
import { applyRegistryEvent } from './apply-registry-event.ts';
import { applyTaskEvent } from './apply-task-event.ts';

export function hubContext({ db, changes, fleet }: ReducerContext, hubId: HubId): HubContext {
  return { db, changes, fleet: fleet.of(hubId) };
}

/** A stored row; a payload from a newer version stays in the log until a version that knows it. */
export function applyFleetRow(p: ReducerContext, row: EventRow): void {
  const hubId = hubOfSource(row.source);
  if (hubId === null) return;
  const event = fleetEventJson.read(row.payload);
  if (event.ok) applyFleetEvent(hubContext(p, hubId), row.seq, event.value);
}

/** Brings the fleet's tables to what one event says. An event about something unknown changes nothing. */
export function applyFleetEvent(p: HubContext, seq: number, event: FleetEvent): void {
  p.changes.touch('fleet');
  p.changes.hubs.add(p.fleet.hubN);
  switch (event.type) {
    case 'agent.added':
    case 'agent.renamed':
    case 'agent.removed':
    case 'agent.connected':
    case 'agent.disconnected':
    case 'agent.moved':
      return applyAgentEvent(p, seq, event);
    case 'task.submitted':
    case 'task.ranked':
    case 'task.ended':
    case 'task.requeued':
    case 'proposal.made':
    case 'proposal.settled':
      return applyTaskEvent(p, seq, event);
    case 'task.assigned':
    case 'task.accepted':
    case 'task.progressed':
    case 'task.blocked':
    case 'task.unblocked':
    case 'task.verified':
    case 'task.transcript':
    case 'task.completed':
    case 'attempt.ended':
      return applyAttemptEvent(p, seq, event);
    case 'endpoint.added':
    case 'endpoint.changed':
    case 'endpoint.removed':
    case 'endpoint.checked':
    case 'repository.added':
    case 'repository.ranked':
    case 'repository.paused':
    case 'repository.removed':
      return applyRegistryEvent(p, event);
    case 'token.added':
    case 'token.revoked':
    case 'settings.changed':
    case 'limits.changed':
    case 'sample.removed':
      return applyHubEvent(p, event);
  }
}
