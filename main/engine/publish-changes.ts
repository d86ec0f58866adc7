import type { Area, Changes } from '../../db/changes.ts';
import type { TopicBus } from './topics.ts';

const TOPICS: Readonly<Record<Area, readonly string[]>> = {
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
  fleet: ['fleet'],
  agents: ['agents', 'hub'],
  tasks: ['tasks', 'hub'],
  proposals: ['proposals', 'hub'],
  endpoints: ['endpoints'],
  repositories: ['repositories'],
  costs: ['costs'],
  hub: ['hub'],
  templates: ['templates'],
  metrics: ['metrics'],
};

/** Tells live views what a committed transaction touched, each topic once. */
export function publishChanges(topics: TopicBus, changes: Changes): void {
  const touched = new Set<string>();
  for (const area of changes.areas) for (const topic of TOPICS[area]) touched.add(topic);
  for (const trackerId of changes.trackers) touched.add(`tracker:${trackerId}`);
  for (const taskId of changes.taskIds) touched.add(`task:${taskId}`);
  for (const agentId of changes.agentIds) touched.add(`agent:${agentId}`);
  for (const topic of touched) topics.publish(topic);
}
