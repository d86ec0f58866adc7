import type { z } from 'zod';
import type { NewAgent } from '../../../../../core/contract/fleet/agents.ts';
import { freeShipName } from '../../../../../core/domain/fleet/agents/ship-names.ts';
import type { Initiator } from '../../../../../core/domain/fleet/initiators.ts';
import type { Agent } from '../../../../../core/domain/fleet/state.ts';
import { AgentId, TokenId } from '../../../../../core/kernel/ids.ts';
import { randomId } from '../../../../../core/kernel/random-id.ts';
import { done, fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { readActors } from '../../../../../db/records/actor.ts';
import type { Service } from '../../../handlers.ts';
import { freshToken } from '../../../hub/fresh-token.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { dismissAgent, enrolAgent } from './agent-actor.ts';
import { installLine } from './install-line.ts';

type Added = z.output<typeof NewAgent>;

/** A ship's name nobody here has: neither an agent nor a person. */
export function suggestName({ view, db, entropy }: FleetDeps): string {
  const taken = [
    ...[...view.now.agents.values()].map((agent) => agent.name),
    ...readActors(db.read)
      .filter((actor) => actor.revokedAt === null)
      .map((actor) => actor.name),
  ];
  const [low = 0, high = 0] = entropy.bytes(2);
  return freeShipName(taken, low + high * 256);
}

/** Actor, agent, token, in this order; when one is refused, those before it are taken back. */
export const addAgent: Service<FleetDeps, 'agents.add'> = async (fleet, input, acting) => {
  const { by } = acting;
  const { commands, listener } = fleet;
  const { url } = listener.now();
  if (url === null) {
    return fail(
      'hub.off',
      'The hub does not listen here, so no agent could reach it. No agent was added. Switch it on in the hub’s settings, or open the app.',
      {},
      true,
    );
  }
  const name = input.name ?? suggestName(fleet);
  if (agentNamed(fleet, name) !== null) return nameTaken(name);
  const enrolled = await enrolAgent(fleet, acting, name);
  if (!enrolled.ok) return enrolled.error.code === 'actor.exists' ? nameTaken(name) : enrolled;
  const agentId = AgentId.parse(randomId(fleet.entropy, 'ag'));
  const added = await commands.run({
    type: 'agent.add',
    by,
    agentId,
    name,
    actorId: enrolled.value.actorId,
    sample: false,
  });
  const given = added.ok ? await giveToken(fleet, by, agentId, name) : added;
  if (given.ok) return ok(newAgent({ agentId, name, token: given.value, url }, input.capabilities));
  if (added.ok) await commands.run({ type: 'agent.remove', by, agentId });
  const dismissed = await dismissAgent(fleet, acting, enrolled.value.actorId);
  if (!dismissed.ok) fleet.log.warn(dismissed.error.message, dismissed.error.facts);
  return given;
};

/** The old token is worth nothing from now on, and a connection made with it is cut. */
export const renewToken: Service<FleetDeps, 'agents.renewToken'> = async (fleet, { agentId }, { by }) => {
  const agent = agentOf(fleet, agentId);
  if (!agent.ok) return agent;
  const revoked = await revokeTokens(fleet, agentId, by);
  if (!revoked.ok) return revoked;
  fleet.listener.disconnect(agentId, 'revoked');
  const { name } = agent.value;
  const given = await giveToken(fleet, by, agentId, name);
  if (!given.ok) return given;
  const { url } = fleet.listener.now();
  return ok(newAgent({ agentId, name, token: given.value, url: url ?? '' }, []));
};

export const renameAgent: Service<FleetDeps, 'agents.rename'> = async (fleet, { agentId, name }, { by }) => {
  const agent = agentOf(fleet, agentId);
  if (!agent.ok) return agent;
  const other = agentNamed(fleet, name);
  if (other !== null && other.id !== agentId) return nameTaken(name);
  return done(await fleet.commands.run({ type: 'agent.rename', by, agentId, name }));
};

/** Its tasks go back to the queue before it is gone; tokens and actor go with it, its history stays. */
export const removeAgent: Service<FleetDeps, 'agents.remove'> = async (fleet, { agentId }, acting) => {
  const { by } = acting;
  const agent = agentOf(fleet, agentId);
  if (!agent.ok) return agent;
  const { name, taskId, actorId: own } = agent.value;
  // Its tokens go with it, in the same transaction.
  const removed = await fleet.commands.run({ type: 'agent.remove', by, agentId });
  if (!removed.ok) return removed;
  fleet.listener.disconnect(agentId, 'revoked');
  const dismissed = own === null ? ok(null) : await dismissAgent(fleet, acting, own);
  if (!dismissed.ok) fleet.log.warn(dismissed.error.message, dismissed.error.facts);
  const task = taskId === null ? '' : ' Its task went back to the queue.';
  return ok({ summary: `${name} was removed and its token revoked.${task} Its history stays.` });
};

export function agentOf({ view }: FleetDeps, agentId: AgentId): Result<Agent, 'agent.not-found'> {
  const agent = view.now.agents.get(agentId);
  return agent === undefined
    ? fail('agent.not-found', 'There is no such agent, or it was removed. Nothing was changed.', { agentId })
    : ok(agent);
}

async function giveToken(
  fleet: FleetDeps,
  by: Initiator,
  agentId: AgentId,
  name: string,
): Promise<Result<string>> {
  const { token, sha256 } = freshToken(fleet.entropy);
  const tokenId = TokenId.parse(randomId(fleet.entropy, 'tk'));
  const added = await fleet.commands.run({
    type: 'token.add',
    by,
    tokenId,
    name,
    scope: 'agent',
    agentId,
    sha256,
  });
  return added.ok ? ok(token) : added;
}

async function revokeTokens(
  { view, commands }: FleetDeps,
  agentId: AgentId,
  by: Initiator,
): Promise<Result<null>> {
  const own = [...view.now.tokens.values()].filter((token) => token.agentId === agentId);
  for (const token of own) {
    const revoked = await commands.run({ type: 'token.revoke', by, tokenId: token.id });
    // Somebody else's order was faster.
    if (!revoked.ok && revoked.error.code !== 'token.not-found') return revoked;
  }
  return ok(null);
}

function newAgent(
  made: { readonly agentId: AgentId; readonly name: string; readonly token: string; readonly url: string },
  capabilities: readonly string[],
): Added {
  const { agentId, name, token, url } = made;
  return {
    agentId,
    name,
    token,
    hubUrl: url,
    installLine: installLine({ ...made, capabilities }),
  };
}

function agentNamed({ view }: FleetDeps, name: string): Agent | null {
  const wanted = name.toLowerCase();
  for (const agent of view.now.agents.values()) if (agent.name.toLowerCase() === wanted) return agent;
  return null;
}

function nameTaken(name: string) {
  return fail(
    'agent.name-taken',
    `${name} is taken here already. Nothing was changed; choose another name.`,
    {
      name,
    },
  );
}
