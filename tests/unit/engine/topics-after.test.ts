import { describe, expect, it } from 'vitest';
import { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { AgentId, TaskId, TrackerId } from '../../../core/kernel/ids.ts';
import { type Area, ChangeCollector } from '../../../db/changes.ts';
import { topicsAfterCommit, topicsAfterEvents } from '../../../main/engine/topics-after.ts';

/** Written down from the two maps that were before the one: what a commit told by area, and an event by its type. */
const afterAreas: readonly (readonly [Area, readonly string[]])[] = [
  ['workspace', ['status']],
  ['settings', ['settings']],
  ['actors', ['actors', 'status']],
  ['trackers', ['status', 'trackers']],
  ['items', ['items', 'trackers']],
  ['log', ['changes']],
  ['findings', ['findings', 'status']],
  ['conflicts', ['conflicts', 'status']],
  ['undo', ['status']],
  ['intents', ['status']],
  ['layout', []],
  ['files', ['status', 'trackers']],
  ['fleet', []],
  ['agents', ['agents', 'hub']],
  ['tasks', ['hub', 'tasks']],
  ['proposals', ['hub', 'proposals']],
  ['endpoints', ['endpoints']],
  ['repositories', ['repositories']],
  ['costs', ['costs']],
  ['hub', ['hub']],
  ['templates', ['templates']],
  ['metrics', ['metrics']],
];

const agent = ['agent:ag_a', 'agents'];
const attempt = [...agent, 'task:ta_t', 'tasks'];
const ended = [...agent, 'costs', 'output:ta_t', 'task:ta_t', 'tasks'];
const afterEvents: Record<FleetEvent['type'], readonly string[]> = {
  'agent.added': agent,
  'agent.renamed': agent,
  'agent.removed': agent,
  'agent.connected': agent,
  'agent.disconnected': agent,
  'agent.moved': [...agent, 'task:ta_t'],
  'task.submitted': ['task:ta_t', 'tasks'],
  'task.ranked': ['task:ta_t', 'tasks'],
  'task.assigned': attempt,
  'task.accepted': attempt,
  'task.progressed': attempt,
  'task.blocked': attempt,
  'task.unblocked': attempt,
  'task.verified': attempt,
  'task.transcript': ended,
  'task.completed': ended,
  'attempt.ended': ended,
  'task.ended': ['task:ta_t', 'tasks'],
  'task.requeued': ['task:ta_t', 'tasks'],
  'proposal.made': [...agent, 'proposals', 'task:ta_t'],
  'proposal.settled': ['proposals'],
  'endpoint.added': ['endpoints'],
  'endpoint.changed': ['endpoints'],
  'endpoint.removed': ['endpoints'],
  'endpoint.checked': ['endpoints'],
  'repository.added': ['repositories', 'tasks'],
  'repository.ranked': ['repositories', 'tasks'],
  'repository.paused': ['repositories', 'tasks'],
  'repository.removed': ['repositories', 'tasks'],
  'token.added': ['agent:ag_a', 'agents', 'hub'],
  'token.revoked': ['hub'],
  'settings.changed': ['agents', 'hub'],
  'limits.changed': ['hub'],
  'sample.removed': ['agents', 'costs', 'hub', 'proposals', 'repositories', 'tasks'],
};

const agentId = AgentId.parse('ag_a');
const taskId = TaskId.parse('ta_t');

describe('the topics after a commit', () => {
  it.each(afterAreas)('in the area %s are the same as ever', (area, topics) => {
    const changes = new ChangeCollector();
    changes.touch(area);
    expect([...topicsAfterCommit(changes)].toSorted()).toEqual(topics);
  });

  it('name each tracker, task and agent it touched, and each topic once', () => {
    const changes = new ChangeCollector();
    changes.touch('trackers', TrackerId.parse('tr_p'));
    changes.touch('items', TrackerId.parse('tr_p'));
    changes.touchTask(taskId);
    changes.touchAgent(agentId);
    const topics = [
      'agent:ag_a',
      'agents',
      'hub',
      'items',
      'status',
      'task:ta_t',
      'tasks',
      'tracker:tr_p',
      'trackers',
    ];
    expect([...topicsAfterCommit(changes)].toSorted()).toEqual(topics);
  });
});

describe('the topics after an event of the fleet', () => {
  it.each(FleetEvent.options)('are the same as ever: $shape.type.value', ({ shape }) => {
    const type = shape.type.value;
    const event = {
      type,
      ...('agentId' in shape ? { agentId } : {}),
      ...('taskId' in shape ? { taskId } : {}),
    };
    expect([...topicsAfterEvents([event])].toSorted()).toEqual(afterEvents[type]);
  });

  it('name nobody where the event is about nobody', () => {
    expect([...topicsAfterEvents([{ type: 'token.added', agentId: null }])]).toEqual(['hub']);
    expect([...topicsAfterEvents([{ type: 'agent.moved', agentId, taskId: null }])].toSorted()).toEqual(
      agent,
    );
  });
});
