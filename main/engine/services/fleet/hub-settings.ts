import type { RowOf } from '../../../../core/contract/index.ts';
import { defaultRateLimits } from '../../../../core/domain/fleet/agents/rate-bucket.ts';
import { FleetSettings } from '../../../../core/domain/fleet/settings.ts';
import { TokenId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { done, fail, ok } from '../../../../core/kernel/result.ts';
import type { Service, ViewAnswer } from '../../handlers.ts';
import { freshToken } from '../../hub/fresh-token.ts';
import type { FleetDeps } from './fleet-deps.ts';

/** The key under which limits for every client are kept. */
const everybody = '*';

export function hubStatusView({ view, listener, live, sample }: FleetDeps): ViewAnswer<'hub.status'> {
  const { agents, tasks, proposals } = view.now;
  let connected = 0;
  for (const agent of agents.values()) if (agent.connected) connected += 1;
  const lanes = { urgent: 0, high: 0, normal: 0, low: 0 };
  let queued = 0;
  for (const task of tasks.values()) {
    if (task.status !== 'queued') continue;
    queued += 1;
    lanes[task.lane] += 1;
  }
  const row: RowOf<'hub.status'> = {
    id: 'hub',
    ...listener.now(),
    agents: agents.size,
    connected,
    queued,
    lanes,
    running: tasks.size - queued,
    deadLetters: live.deadLetters(),
    proposals: proposals.size,
    costToday: [...live.costToday()],
    unpricedToday: live.unpricedToday(),
    sample: sample.now(),
  };
  return { rows: [row], extra: {} };
}

/** Every hub this workspace has heard of. */
export function hubListView({ hubs }: FleetDeps): ViewAnswer<'hub.list'> {
  return { rows: hubs.all().map(({ id, isHere }) => ({ id, isHere, name: hubs.nameOf(id) })), extra: {} };
}

export function hubSettingsView({ view, listener }: FleetDeps): ViewAnswer<'hub.settings'> {
  const { settings, limits } = view.now;
  const row: RowOf<'hub.settings'> = {
    id: 'hub',
    listen: listener.settings,
    fleet: settings,
    limits: limits.get(everybody) ?? defaultRateLimits,
  };
  return { rows: [row], extra: {} };
}

/** What is named changes; the hub refuses what makes no sense together with the rest. */
export const setFleet: Service<FleetDeps, 'hub.setFleet'> = async ({ view, commands }, input, { by }) => {
  const named = Object.entries(input).filter(([, value]) => value !== undefined);
  const settings = FleetSettings.parse({ ...view.now.settings, ...Object.fromEntries(named) });
  return done(await commands.run({ type: 'settings.set', by, settings }));
};

export const setListen: Service<FleetDeps, 'hub.setListen'> = async ({ listener }, input) => {
  const { settings } = listener;
  return listener.change({
    enabled: input.enabled ?? settings.enabled,
    host: input.host ?? settings.host,
    port: input.port ?? settings.port,
    certificateFile: input.certificateFile === undefined ? settings.certificateFile : input.certificateFile,
    keyFile: input.keyFile === undefined ? settings.keyFile : input.keyFile,
  });
};

export const setLimits: Service<FleetDeps, 'hub.setLimits'> = async (
  { view, commands },
  { client, limits },
  { by },
) => {
  const known = TokenId.safeParse(client);
  if (client !== everybody && !(known.success && view.now.tokens.has(known.data))) {
    return fail(
      'token.not-found',
      `There is no token ${client}. Nothing was changed; give a token’s id, or * for all.`,
      {
        client,
      },
    );
  }
  return done(await commands.run({ type: 'limits.set', by, client, limits }));
};

/** A token for a tool; the text is in this answer and nowhere else. */
export const addToken: Service<FleetDeps, 'hub.addToken'> = async (
  { view, commands, entropy },
  { name, scope },
  { by },
) => {
  const wanted = name.toLowerCase();
  for (const token of view.now.tokens.values()) {
    if (token.name.toLowerCase() !== wanted) continue;
    return fail(
      'token.name-taken',
      `There is a token named ${token.name} already. None was made; choose another name.`,
      {
        name,
      },
    );
  }
  const { token, sha256 } = freshToken(entropy);
  const tokenId = TokenId.parse(randomId(entropy, 'tk'));
  const added = await commands.run({ type: 'token.add', by, tokenId, name, scope, agentId: null, sha256 });
  return added.ok ? ok({ tokenId, token }) : added;
};

/** An agent's connection ends with its token. */
export const revokeToken: Service<FleetDeps, 'hub.revokeToken'> = async (
  { view, commands, listener },
  { tokenId },
  { by },
) => {
  const agentId = view.now.tokens.get(tokenId)?.agentId ?? null;
  const revoked = await commands.run({ type: 'token.revoke', by, tokenId });
  if (!revoked.ok) return revoked;
  if (agentId !== null) listener.disconnect(agentId, 'revoked');
  return ok({});
};
