import { z } from 'zod';
import { agentAdded } from './events/agents/agent-added.ts';
import { agentConnected } from './events/agents/agent-connected.ts';
import { agentDisconnected } from './events/agents/agent-disconnected.ts';
import { agentMoved } from './events/agents/agent-moved.ts';
import { agentRemoved } from './events/agents/agent-removed.ts';
import { agentRenamed } from './events/agents/agent-renamed.ts';
import { attemptEnded } from './events/attempts/attempt-ended.ts';
import { taskAccepted } from './events/attempts/task-accepted.ts';
import { taskAssigned } from './events/attempts/task-assigned.ts';
import { taskBlocked, taskUnblocked } from './events/attempts/task-blocked.ts';
import { taskCompleted } from './events/attempts/task-completed.ts';
import { taskProgressed } from './events/attempts/task-progressed.ts';
import { taskTranscript } from './events/attempts/task-transcript.ts';
import { taskVerified } from './events/attempts/task-verified.ts';
import type { EventRules } from './events/fleet-event.ts';
import { limitsChanged } from './events/hub/limits-changed.ts';
import { sampleRemoved } from './events/hub/sample-removed.ts';
import { settingsChanged } from './events/hub/settings-changed.ts';
import { tokenAdded } from './events/hub/token-added.ts';
import { tokenRevoked } from './events/hub/token-revoked.ts';
import { endpointAdded } from './events/registry/endpoint-added.ts';
import { endpointChanged } from './events/registry/endpoint-changed.ts';
import { endpointChecked } from './events/registry/endpoint-checked.ts';
import { endpointRemoved } from './events/registry/endpoint-removed.ts';
import { repositoryAdded } from './events/registry/repository-added.ts';
import { repositoryPaused } from './events/registry/repository-paused.ts';
import { repositoryRanked } from './events/registry/repository-ranked.ts';
import { repositoryRemoved } from './events/registry/repository-removed.ts';
import { proposalMade } from './events/tasks/proposal-made.ts';
import { proposalSettled } from './events/tasks/proposal-settled.ts';
import { taskEnded } from './events/tasks/task-ended.ts';
import { taskRanked } from './events/tasks/task-ranked.ts';
import { taskRequeued } from './events/tasks/task-requeued.ts';
import { taskSubmitted } from './events/tasks/task-submitted.ts';

/**
 * Everything the hub reports. Applied in order, these events make up both the tables and the state in memory.
 * Heartbeats, resources and live output are not in here.
 */
const fleetEvents = {
  'agent.added': agentAdded,
  'agent.renamed': agentRenamed,
  'agent.removed': agentRemoved,
  'agent.connected': agentConnected,
  'agent.disconnected': agentDisconnected,
  'agent.moved': agentMoved,
  'task.submitted': taskSubmitted,
  'task.ranked': taskRanked,
  'task.assigned': taskAssigned,
  'task.accepted': taskAccepted,
  'task.progressed': taskProgressed,
  'task.blocked': taskBlocked,
  'task.unblocked': taskUnblocked,
  'task.verified': taskVerified,
  'task.transcript': taskTranscript,
  'task.completed': taskCompleted,
  'attempt.ended': attemptEnded,
  'task.ended': taskEnded,
  'task.requeued': taskRequeued,
  'proposal.made': proposalMade,
  'proposal.settled': proposalSettled,
  'endpoint.added': endpointAdded,
  'endpoint.changed': endpointChanged,
  'endpoint.removed': endpointRemoved,
  'endpoint.checked': endpointChecked,
  'repository.added': repositoryAdded,
  'repository.ranked': repositoryRanked,
  'repository.paused': repositoryPaused,
  'repository.removed': repositoryRemoved,
  'token.added': tokenAdded,
  'token.revoked': tokenRevoked,
  'settings.changed': settingsChanged,
  'limits.changed': limitsChanged,
  'sample.removed': sampleRemoved,
} as const;

type Described = typeof fleetEvents;
export type FleetEventType = keyof Described;
type ByType = { readonly [Type in FleetEventType]: z.output<Described[Type]['schema']> };
export type FleetEventOf<Type extends FleetEventType> = ByType[Type];
export type FleetEvent = ByType[FleetEventType];

const { 'agent.added': first, ...others } = fleetEvents;
export const FleetEvent = z.discriminatedUnion('type', [
  first.schema,
  ...Object.values(others).map(({ schema }) => schema),
]);

/** An event whose rules can be looked up by its type: a plain union would lose which rules go with which event. */
export type Typed<Type extends FleetEventType> = {
  [One in Type]: { readonly type: One } & ByType[One];
}[Type];

/** What a type of event brings along, by type. */
export const eventRules: { readonly [Type in FleetEventType]: EventRules<ByType[Type]> } = fleetEvents;
