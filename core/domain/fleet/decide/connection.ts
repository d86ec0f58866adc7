import type { Moment } from '../../../kernel/clock.ts';
import { fail, ok, type Result } from '../../../kernel/result.ts';
import { endAttempt, isHeld } from '../attempts/ending.ts';
import { moved } from '../attempts/moves.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import { byHub } from '../initiators.ts';
import type { Agent, FleetState } from '../state.ts';
import { attemptOf } from './attempt-check.ts';

type Events = Result<readonly FleetEvent[]>;

/**
 * An agent has (re)connected. It continues the task the hub has for it when it says it holds that very attempt, which
 * also accepts an offer that got lost on the way; otherwise the task goes back to the queue and the agent is free.
 */
export function connect(state: FleetState, command: FleetCommandOf<'agent.connect'>, at: Moment): Events {
  const agent = state.agents.get(command.agentId);
  if (agent === undefined)
    return fail(
      'agent.not-found',
      `The hub knows no agent ${command.agentId}. Nothing was changed; add it first.`,
      { agentId: command.agentId },
    );
  const events: FleetEvent[] = agent.connected ? leave(agent, 'replaced', at) : [];
  events.push({ type: 'agent.connected', at: at.wall, agentId: agent.id, facts: command.facts });
  const task = agent.taskId === null ? undefined : state.tasks.get(agent.taskId);
  if (task === undefined || !isHeld(task) || task.agentId !== agent.id)
    return ok([...events, moved(agent, 'offline', 'idle', 'connected', null, at)]);
  if (!command.holding.some((held) => held.taskId === task.id && held.generation === task.generation)) {
    const error = `${agent.name} came back without it.`;
    return ok([
      ...events,
      endAttempt(state, task, { by: byHub, reason: 'disconnected', error }, at),
      moved(agent, 'offline', 'idle', 'connected without its task', task.id, at),
    ]);
  }
  if (task.status === 'assigned') events.push({ type: 'task.accepted', at: at.wall, ...attemptOf(task) });
  const to = task.blocked === null ? 'working' : 'blocked';
  return ok([...events, moved(agent, 'offline', to, 'came back to its task', task.id, at)]);
}

/** Its task waits a while for its return; see the sweep. */
export function disconnect(
  state: FleetState,
  command: FleetCommandOf<'agent.disconnect'>,
  at: Moment,
): Events {
  const agent = state.agents.get(command.agentId);
  return ok(agent === undefined || !agent.connected ? [] : leave(agent, command.reason, at));
}

/** The events of an agent leaving, whatever its state. */
export function leave(
  agent: Agent,
  reason: FleetCommandOf<'agent.disconnect'>['reason'],
  at: Moment,
): FleetEvent[] {
  const gone: FleetEvent = { type: 'agent.disconnected', at: at.wall, agentId: agent.id, reason };
  return agent.state === 'offline'
    ? [gone]
    : [gone, moved(agent, agent.state, 'offline', reason, agent.taskId, at)];
}
