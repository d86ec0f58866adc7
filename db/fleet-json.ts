import { z } from 'zod';
import { AgentFacts } from '../core/domain/fleet/agents/agent.ts';
import { FleetEvent } from '../core/domain/fleet/events.ts';
import { EndpointSpec } from '../core/domain/fleet/routing.ts';
import { FleetSettings, HubListen } from '../core/domain/fleet/settings.ts';
import { TaskSpec } from '../core/domain/fleet/tasks/task.ts';
import { versionedJson } from '../core/kernel/versioned-json.ts';

/** The JSON columns of the fleet, each with its version. */

export const fleetEventJson = versionedJson('fleet event', FleetEvent);
export const agentFactsJson = versionedJson('agent', AgentFacts);
export const endpointSpecJson = versionedJson('endpoint', EndpointSpec);
export const modelNamesJson = versionedJson('list of models', z.array(z.string()));
export const fleetSettingsJson = versionedJson('hub settings', FleetSettings);
export const taskSpecJson = versionedJson('task', TaskSpec);
/** Also of metrics that nobody here measures any more, or not yet. */
export const metricSampleJson = versionedJson('metric sample', z.record(z.string(), z.number().nullable()));
export const hubListenJson = versionedJson('hub address', HubListen);

const KIND = 'fleet.';

export function kindOfFleetEvent(event: FleetEvent): string {
  return `${KIND}${event.type}`;
}

export function isFleetKind(kind: string): boolean {
  return kind.startsWith(KIND);
}
