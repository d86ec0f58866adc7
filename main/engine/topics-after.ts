import type { FleetEvent } from '../../core/domain/fleet/events.ts';
import type { AgentId, TaskId } from '../../core/kernel/ids.ts';
import type { Area, Changes } from '../../db/changes.ts';
import type { Topic } from './topics.ts';

/** What can happen: a commit touched an area of the database, or the fleet took in an event. */
type Happening = Area | FleetEvent['type'];

const topicsAfter: Readonly<Record<Happening, readonly Topic[]>> = {
  workspace: ['status'],
  settings: ['settings'],
  actors: ['actors', 'status'],
  trackers: ['trackers', 'status'],
  items: ['items', 'trackers'],
  log: ['changes'],
  findings: ['findings', 'status'],
  conflicts: ['conflicts', 'status'],
  undo: ['status'],
  intents: ['status'],
  layout: [],
  files: ['trackers', 'status'],
  templates: ['templates'],
  metrics: ['metrics'],
  deliveries: [],
  // What the database keeps of the fleet.
  fleet: [],
  agents: ['agents', 'hub'],
  tasks: ['tasks', 'hub'],
  proposals: ['proposals', 'hub'],
  endpoints: ['endpoints'],
  repositories: ['repositories'],
  costs: ['costs'],
  hub: ['hub'],
  // What its state in memory says from then on: the same commit, a moment later.
  'agent.added': ['agents'],
  'agent.renamed': ['agents'],
  'agent.removed': ['agents'],
  'agent.connected': ['agents'],
  'agent.disconnected': ['agents'],
  'agent.moved': ['agents'],
  'task.submitted': ['tasks'],
  'task.ranked': ['tasks'],
  'task.assigned': ['tasks'],
  'task.accepted': ['tasks'],
  'task.progressed': ['tasks'],
  'task.blocked': ['tasks'],
  'task.unblocked': ['tasks'],
  'task.verified': ['tasks'],
  'task.transcript': ['tasks', 'costs'],
  'task.completed': ['tasks', 'costs'],
  'attempt.ended': ['tasks', 'costs'],
  'task.ended': ['tasks'],
  'task.requeued': ['tasks'],
  'proposal.made': ['proposals'],
  'proposal.settled': ['proposals'],
  'endpoint.added': ['endpoints'],
  'endpoint.changed': ['endpoints'],
  'endpoint.removed': ['endpoints'],
  'endpoint.checked': ['endpoints'],
  'repository.added': ['repositories', 'tasks'],
  'repository.ranked': ['repositories', 'tasks'],
  'repository.paused': ['repositories', 'tasks'],
  'repository.removed': ['repositories', 'tasks'],
  'token.added': ['hub'],
  'token.revoked': ['hub'],
  'settings.changed': ['hub', 'agents'],
  'limits.changed': ['hub'],
  'sample.removed': ['agents', 'tasks', 'hub', 'proposals', 'costs', 'repositories'],
};

/** Events after which an attempt's output is the kept transcript and no longer the live one. */
const endsOutput: ReadonlySet<FleetEvent['type']> = new Set([
  'task.completed',
  'attempt.ended',
  'task.transcript',
]);

/** After a commit, each once. */
export function topicsAfterCommit(changes: Changes): ReadonlySet<Topic> {
  const topics = new Set<Topic>();
  for (const area of changes.areas) for (const topic of topicsAfter[area]) topics.add(topic);
  for (const trackerId of changes.trackers) topics.add(`tracker:${trackerId}`);
  for (const taskId of changes.taskIds) topics.add(`task:${taskId}`);
  for (const agentId of changes.agentIds) topics.add(`agent:${agentId}`);
  return topics;
}

/** What of an event says whom it is about. */
interface About {
  readonly type: FleetEvent['type'];
  readonly agentId?: AgentId | null;
  readonly taskId?: TaskId | null;
}

/** After the fleet took in what was committed together, each once. */
export function topicsAfterEvents(events: readonly About[]): ReadonlySet<Topic> {
  const topics = new Set<Topic>();
  for (const { type, agentId = null, taskId = null } of events) {
    for (const topic of topicsAfter[type]) topics.add(topic);
    if (agentId !== null) topics.add('agents').add(`agent:${agentId}`);
    if (taskId === null) continue;
    topics.add(`task:${taskId}`);
    if (endsOutput.has(type)) topics.add(`output:${taskId}`);
  }
  return topics;
}
