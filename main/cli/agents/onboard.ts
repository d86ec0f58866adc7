import type { WireClient } from '../../../core/contract/transport/client.ts';
import type { AgentId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { ExecutorSettings } from '../../../sidecar/config-schema.ts';
import { agentCommand } from '../../shells/installation.ts';
import { readView } from '../context.ts';
import { hasToken, readAgentFolder, writeAgentFolder } from './agent-folder.ts';
import { agentsHere } from './hubs-known.ts';
import {
  forgetOnboarding,
  type OnboardingRecord,
  type OnboardingStep,
  readOnboarding,
  writeOnboarding,
} from './onboarding-record.ts';
import { proveAgent } from './prove-agent.ts';
import { installUnit, unitName, unitText } from './service-unit.ts';
import { startSidecar } from './start-sidecar.ts';

export interface OnboardOptions {
  readonly name: string;
  readonly folder: string;
  readonly executors: readonly ExecutorSettings[];
  readonly capabilities: readonly string[];
  readonly service: boolean;
  /** Programs the unit's sidecar finds. */
  readonly path: string;
  readonly notify: (line: string) => void;
}

export interface Onboarded {
  readonly agentId: AgentId;
  readonly name: string;
  readonly folder: string;
  readonly service: boolean;
}

/** Sets an agent up on this machine, step by step; a second call continues where an interrupted one stopped. */
export async function onboard(client: WireClient, options: OnboardOptions): Promise<Result<Onboarded>> {
  const { folder, notify } = options;
  const begun = readOnboarding(folder);
  if (begun?.done.includes('verified') === true) {
    const text = `${begun.name} is set up already in ${folder}. "quarterdeck agent run --folder ${folder}" runs it; "quarterdeck agent remove" undoes it.`;
    return fail('agent.name-taken', text, { name: begun.name });
  }
  if (begun !== null)
    notify(`Going on with ${begun.name}: ${begun.done.join(', ') || 'nothing'} done before.`);
  const placed = await place(client, begun, options);
  if (!placed.ok) return placed;
  const { agentId, name } = placed.value;
  let { done } = placed.value;
  const finish = (step: OnboardingStep): Result<null> => {
    done = [...done, step];
    return writeOnboarding(folder, { agentId, name, done });
  };
  if (options.service && !done.includes('service')) {
    const unit = unitName(folder);
    const text = unitText(name, agentCommand('run', '--folder', folder), options.path);
    const installed = installUnit(unit, text);
    if (!installed.ok) {
      const { message, facts } = installed.error;
      const rest = `${name} is registered and its folder ${folder} is ready; "quarterdeck agent add" with the same name and without --service goes on, and "quarterdeck agent run --folder ${folder}" runs it by hand.`;
      return fail('service.failed', `${message} ${rest}`, facts);
    }
    const noted = finish('service');
    if (!noted.ok) return noted;
    notify(`The unit ${unit} runs it from now on.`);
  }
  const running = done.includes('service') ? null : startSidecar(folder);
  try {
    const proven = await proveAgent(client, { agentId, name }, running, notify);
    if (!proven.ok) {
      // Perhaps its token is not good any more: the next call begins with a new one.
      if (proven.error.code === 'agent.offline')
        writeOnboarding(folder, { agentId, name, done: ['registered'] });
      return proven;
    }
  } finally {
    await running?.end();
  }
  const noted = finish('verified');
  return noted.ok ? ok({ agentId, name, folder, service: done.includes('service') }) : noted;
}

type Placed = Omit<OnboardingRecord, 'agentId'> & { readonly agentId: AgentId };

/** Registered at the hub, with token and configuration in its folder. */
async function place(
  client: WireClient,
  begun: OnboardingRecord | null,
  options: OnboardOptions,
): Promise<Result<Placed>> {
  const { folder, notify } = options;
  const ready = begun === null ? null : await stillGood(client, begun, folder);
  if (ready !== null) return ok(ready);
  // Noted first: an interruption from here on is recognised, and the name it took is not taken for somebody else's.
  const name = begun?.name ?? options.name;
  const noted = writeOnboarding(folder, { agentId: begun?.agentId ?? null, name, done: [] });
  if (!noted.ok) return noted;
  const registered = await register(client, name, begun, options.capabilities);
  if (!registered.ok) {
    if (begun === null) forgetOnboarding(folder);
    return registered;
  }
  const { agentId, hubUrl, token } = registered.value;
  const known = writeOnboarding(folder, { agentId, name: registered.value.name, done: ['registered'] });
  if (!known.ok) return known;
  const { executors, capabilities } = options;
  const written = writeAgentFolder({
    folder,
    agentId,
    name: registered.value.name,
    hubUrl,
    token,
    executors,
    capabilities,
  });
  if (!written.ok) return written;
  const placed: Placed = { agentId, name: registered.value.name, done: ['registered', 'configured'] };
  const kept = writeOnboarding(folder, placed);
  if (!kept.ok) return kept;
  notify(`Registered ${placed.name} and wrote ${folder}.`);
  return ok(placed);
}

/** What an earlier call left is used as it is only while the hub knows the agent and is where it was. */
async function stillGood(
  client: WireClient,
  begun: OnboardingRecord,
  folder: string,
): Promise<Placed | null> {
  const { agentId, done } = begun;
  if (agentId === null || !done.includes('configured') || !hasToken(folder)) return null;
  const settings = readAgentFolder(folder);
  const hub = await readView(client, 'hub.status', {});
  const agents = await readView(client, 'agents.one', { agentId });
  if (!hub.ok || !agents.ok || agents.value.rows.length === 0) return null;
  return settings?.agentId === agentId && settings.hubUrl === hub.value.rows[0]?.url
    ? { ...begun, agentId }
    : null;
}

/** A token that was given out and never arrived in the folder is worth nothing any more: a new one replaces it. */
async function register(
  client: WireClient,
  name: string,
  begun: OnboardingRecord | null,
  capabilities: readonly string[],
) {
  const fresh = await client.call('agents.add', { name, capabilities: [...capabilities] });
  if (fresh.ok || fresh.error.code !== 'agent.name-taken' || begun === null) return fresh;
  const agents = await agentsHere(client);
  if (!agents.ok) return agents;
  const wanted = name.toLowerCase();
  const own = agents.value.find((row) =>
    // Without an id: registered under this name, and never seen since.
    begun.agentId === null
      ? row.name.toLowerCase() === wanted && row.heartbeatAt === null
      : row.id === begun.agentId,
  );
  return own === undefined ? fresh : client.call('agents.renewToken', { agentId: own.id });
}
