import { eventRules, type FleetEventType } from '../../core/domain/fleet/events.ts';
import type { AgentId, TaskId } from '../../core/kernel/ids.ts';
import type { Area, Changes } from '../../db/changes.ts';
import type { Topic } from './topics.ts';

const topicsAfter: Readonly<Record<Area, readonly Topic[]>> = {
  workspace: ['status'],
  settings: ['settings'],
  actors: ['actors', 'status'],
  trackers: ['trackers', 'status'],
  items: ['items', 'trackers'],
  log: ['changes'],
  findings: ['findings', 'status'],
  conflicts: ['conflicts', 'status'],
  evidence: ['evidence'],
  gates: ['gates'],
  bundles: ['bundles'],
  signoffs: ['signoffs'],
  slo: ['slo'],
  alerts: ['alerts'],
  'alert-rules': ['alert-rules'],
  undo: ['status'],
  intents: ['status'],
  layout: [],
  files: ['trackers', 'status'],
  templates: ['templates'],
  metrics: ['metrics'],
  deliveries: [],
  fleet: [],
  agents: ['agents', 'hub'],
  tasks: ['tasks', 'hub'],
  proposals: ['proposals', 'hub'],
  endpoints: ['endpoints'],
  repositories: ['repositories'],
  costs: ['costs'],
  hub: ['hub'],
};

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
  readonly type: FleetEventType;
  readonly agentId?: AgentId | null;
  readonly taskId?: TaskId | null;
}

/** What the fleet's state in memory says from then on: the same commit, a moment later. Each once. */
export function topicsAfterEvents(events: readonly About[]): ReadonlySet<Topic> {
  const topics = new Set<Topic>();
  for (const { type, agentId = null, taskId = null } of events) {
    const { areas, endsOutput } = eventRules[type];
    for (const area of areas) topics.add(area);
    if (agentId !== null) topics.add('agents').add(`agent:${agentId}`);
    if (taskId === null) continue;
    topics.add(`task:${taskId}`);
    if (endsOutput === true) topics.add(`output:${taskId}`);
  }
  return topics;
}
