import type { Moment } from '../../../kernel/clock.ts';
import type { AgentId } from '../../../kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../kernel/result.ts';
import { endAttempt, isHeld } from '../attempts/ending.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import type { Initiator } from '../initiators.ts';
import type { Agent, FleetState } from '../state.ts';
import { leave } from './connection.ts';

type Events = Result<readonly FleetEvent[]>;
type Refusal = { readonly ok: false; readonly error: Failure };

const unknownAgent = (agentId: AgentId): Refusal =>
  fail('agent.not-found', `The hub knows no agent ${agentId}. Nothing was changed.`, { agentId });

/** Names are compared without regard to case: two agents that read alike would be mixed up. */
function nameTaken(state: FleetState, name: string, except: AgentId | null): Refusal | null {
  const wanted = name.trim().toLowerCase();
  for (const agent of state.agents.values())
    if (agent.id !== except && agent.name.toLowerCase() === wanted)
      return fail(
        'agent.name-taken',
        `There is an agent named ${agent.name} already. Nothing was changed; choose another name.`,
        { name: agent.name },
      );
  return null;
}

export function addAgent(state: FleetState, command: FleetCommandOf<'agent.add'>, at: Moment): Events {
  const { by, agentId, actorId, sample } = command;
  if (state.agents.has(agentId))
    return fail('agent.exists', `There is an agent ${agentId} already. Nothing was changed.`, { agentId });
  const name = command.name.trim();
  const taken = nameTaken(state, name, null);
  return taken ?? ok([{ type: 'agent.added', at: at.wall, by, agentId, name, actorId, sample }]);
}

export function renameAgent(state: FleetState, command: FleetCommandOf<'agent.rename'>, at: Moment): Events {
  const { by, agentId } = command;
  const agent = state.agents.get(agentId);
  if (agent === undefined) return unknownAgent(agentId);
  const name = command.name.trim();
  if (agent.name === name) return ok([]);
  const taken = nameTaken(state, name, agentId);
  return taken ?? ok([{ type: 'agent.renamed', at: at.wall, by, agentId, name }]);
}

export function removeAgent(state: FleetState, command: FleetCommandOf<'agent.remove'>, at: Moment): Events {
  const agent = state.agents.get(command.agentId);
  if (agent === undefined) return unknownAgent(command.agentId);
  return ok(goodbye(state, agent, command.by, at));
}

/** Its task goes back to the queue, its tokens are void, and it is gone. */
function goodbye(state: FleetState, agent: Agent, by: Initiator, at: Moment): FleetEvent[] {
  const events: FleetEvent[] = [];
  const task = agent.taskId === null ? undefined : state.tasks.get(agent.taskId);
  if (task !== undefined && isHeld(task) && task.agentId === agent.id) {
    const error = `Its agent ${agent.name} was removed.`;
    events.push(endAttempt(state, task, { by, reason: 'agent-removed', error }, at));
  }
  if (agent.connected || agent.state !== 'offline') events.push(...leave(agent, 'revoked', at));
  for (const token of state.tokens.values())
    if (token.agentId === agent.id)
      events.push({ type: 'token.revoked', at: at.wall, by, tokenId: token.id });
  events.push({ type: 'agent.removed', at: at.wall, by, agentId: agent.id });
  return events;
}
