import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';

/** The topics after which views are read again, for everything that was committed together; each once. */
export function topicsOf(events: readonly FleetEvent[]): ReadonlySet<string> {
  const topics = new Set<string>();
  for (const event of events) {
    topics.add('fleet');
    for (const topic of subjectsOf(event)) topics.add(topic);
    if ('agentId' in event && event.agentId !== null) topics.add('agents').add(`agent:${event.agentId}`);
    if ('taskId' in event && event.taskId !== null && event.type !== 'agent.moved')
      topics.add('tasks').add(`task:${event.taskId}`);
  }
  return topics;
}

/** What an event is about besides the agent and the task that it names. */
function subjectsOf(event: FleetEvent): readonly string[] {
  switch (event.type) {
    case 'task.completed':
    case 'attempt.ended':
      return ['costs', `output:${event.taskId}`];
    case 'task.ended':
    case 'task.requeued':
      return ['costs'];
    case 'task.transcript':
      return [`output:${event.taskId}`];
    case 'proposal.made':
    case 'proposal.settled':
      return ['proposals'];
    case 'endpoint.added':
    case 'endpoint.changed':
    case 'endpoint.removed':
    case 'endpoint.checked':
      return ['endpoints'];
    case 'repository.added':
    case 'repository.ranked':
    case 'repository.paused':
    case 'repository.removed':
      return ['repositories', 'tasks'];
    case 'token.added':
    case 'token.revoked':
    case 'settings.changed':
    case 'limits.changed':
      return ['hub'];
    case 'sample.removed':
      return ['agents', 'tasks', 'hub', 'proposals', 'costs', 'endpoints', 'repositories', 'actors', 'items'];
    default:
      return [];
  }
}
