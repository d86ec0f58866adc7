import type { Moment } from '../../../kernel/clock.ts';
import { fail, ok, type Result } from '../../../kernel/result.ts';
import { endAndFree, isHeld } from '../attempts/ending.ts';
import type { FleetCommandOf } from '../commands.ts';
import type { FleetEvent } from '../events.ts';
import { sameJson } from '../same-json.ts';
import { contradictionsIn } from '../settings.ts';
import type { FleetState } from '../state.ts';

type Events = Result<readonly FleetEvent[]>;

export function settleProposal(
  state: FleetState,
  command: FleetCommandOf<'proposal.settle'>,
  at: Moment,
): Events {
  const { by, proposalId, answer } = command;
  if (!state.proposals.has(proposalId))
    return fail('proposal.not-found', `No open proposal ${proposalId}. Nothing was changed.`, { proposalId });
  return ok([{ type: 'proposal.settled', at: at.wall, by, proposalId, answer }]);
}

/** An agent may have several tokens while one is renewed; those of tools are told apart by their names. */
export function addToken(state: FleetState, command: FleetCommandOf<'token.add'>, at: Moment): Events {
  const { by, tokenId, scope, agentId, sha256 } = command;
  const name = command.name.trim();
  if (agentId !== null && !state.agents.has(agentId))
    return fail('agent.not-found', `The hub knows no agent ${agentId}. Nothing was changed.`, { agentId });
  for (const token of state.tokens.values()) {
    if (token.id === tokenId || token.sha256 === sha256)
      return fail('token.exists', `There is a token ${token.id} already. Nothing was changed.`, { tokenId });
    if (agentId === null && token.agentId === null && token.name.toLowerCase() === name.toLowerCase())
      return fail('token.name-taken', `There is a token named ${token.name} already. Nothing was changed.`, {
        name,
      });
  }
  return ok([{ type: 'token.added', at: at.wall, by, tokenId, name, scope, agentId, sha256 }]);
}

export function revokeToken(state: FleetState, command: FleetCommandOf<'token.revoke'>, at: Moment): Events {
  const { by, tokenId } = command;
  if (!state.tokens.has(tokenId))
    return fail('token.not-found', `No valid token ${tokenId}. Nothing was changed.`, { tokenId });
  return ok([{ type: 'token.revoked', at: at.wall, by, tokenId }]);
}

export function setSettings(state: FleetState, command: FleetCommandOf<'settings.set'>, at: Moment): Events {
  const { by, settings } = command;
  const [wrong] = contradictionsIn(settings);
  if (wrong !== undefined)
    return fail('settings.invalid', `${wrong.text} Nothing was changed.`, { field: wrong.field });
  if (sameJson(state.settings, settings)) return ok([]);
  return ok([{ type: 'settings.changed', at: at.wall, by, settings }]);
}

export function setLimits(state: FleetState, command: FleetCommandOf<'limits.set'>, at: Moment): Events {
  const { by, client, limits } = command;
  const known = client === '*' || [...state.tokens.keys()].some((id) => id === client);
  if (!known && limits !== null)
    return fail('token.not-found', `No valid token ${client}. Nothing was changed.`, { client });
  if (sameJson(state.limits.get(client) ?? null, limits)) return ok([]);
  return ok([{ type: 'limits.changed', at: at.wall, by, client, limits }]);
}

/** Attempts that tie sample and real things together end first, so that nothing real goes with the sample. */
export function removeSample(
  state: FleetState,
  command: FleetCommandOf<'sample.remove'>,
  at: Moment,
): Events {
  const { by } = command;
  const events: FleetEvent[] = [];
  for (const task of state.tasks.values()) {
    if (!isHeld(task)) continue;
    const agent = state.agents.get(task.agentId);
    const error = 'The sample was removed.';
    if (task.sample) events.push(...endAndFree(state, task, { by, reason: 'cancelled', error }, at));
    else if (agent?.sample === true)
      events.push(...endAndFree(state, task, { by, reason: 'agent-removed', error }, at));
  }
  return ok([...events, { type: 'sample.removed', at: at.wall, by }]);
}
