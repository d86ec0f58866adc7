import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';

/** What an event is about, by the first word of its type. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  agent: ['agents'],
  task: ['tasks'],
  attempt: ['tasks', 'costs'],
  proposal: ['proposals'],
  endpoint: ['endpoints'],
  repository: ['repositories', 'tasks'],
  token: ['hub'],
  settings: ['hub', 'agents'],
  limits: ['hub'],
  sample: ['agents', 'tasks', 'hub', 'proposals', 'costs', 'repositories'],
};

/** Events after which an attempt's output is the kept transcript and no longer the live one. */
const endsOutput: ReadonlySet<FleetEvent['type']> = new Set([
  'task.completed',
  'attempt.ended',
  'task.transcript',
]);

/** The topics after which views are read again, for everything that was committed together; each once. */
export function topicsOf(events: readonly FleetEvent[]): ReadonlySet<string> {
  const topics = new Set<string>();
  for (const event of events) {
    topics.add('fleet');
    const [subject = ''] = event.type.split('.', 1);
    for (const topic of subjects[subject] ?? []) topics.add(topic);
    if ('agentId' in event && event.agentId !== null) topics.add('agents').add(`agent:${event.agentId}`);
    if (!('taskId' in event) || event.taskId === null) continue;
    topics.add(`task:${event.taskId}`);
    if (endsOutput.has(event.type)) topics.add('costs').add(`output:${event.taskId}`);
  }
  return topics;
}
