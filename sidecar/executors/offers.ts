import type { ExecutorOffer } from '../../core/domain/fleet/agents/agent.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import type { ExecutorSettings } from '../config-schema.ts';
import { profileOf } from './commands/command-profiles.ts';
import { isProgramThere } from './commands/find-program.ts';
import type { ExecutorHost } from './executor-host.ts';
import { readApiKey, usualKeys } from './models/api-key.ts';

export interface Offers {
  /** What the hub is told. */
  readonly offers: readonly ExecutorOffer[];
  /** What agent.json lists and this host cannot do now, in one sentence each. */
  readonly missing: readonly string[];
}

/** Which of the configured executors this host can offer: the key is there, the program is installed. */
export async function executorOffers(host: ExecutorHost): Promise<Offers> {
  const offers: ExecutorOffer[] = [];
  const missing: string[] = [];
  for (const settings of host.settings.executors) {
    const offer = await offerOf(settings, host);
    if (typeof offer === 'string') missing.push(offer);
    else if (!offers.some((other) => JSON.stringify(other) === JSON.stringify(offer))) offers.push(offer);
  }
  return { offers, missing };
}

async function offerOf(settings: ExecutorSettings, host: ExecutorHost): Promise<ExecutorOffer | string> {
  switch (settings.kind) {
    case 'shell':
    case 'ollama':
    case 'openai':
      return { kind: settings.kind };
    case 'messages-api': {
      const key = await readApiKey(settings.key ?? usualKeys['messages-api'], host);
      if (!key.ok) return `The Messages API is not offered: ${key.error.message}`;
      return { kind: 'messages-api', models: settings.models };
    }
    case 'command': {
      const { profile: name, model } = settings;
      const profile = profileOf(settings);
      if (!profile.ok) return `The command ${name} is not offered: ${profile.error.message}`;
      if (!(await isProgramThere(profile.value.command, host))) {
        return `The command ${name} is not offered: ${profile.value.command} is not installed, or not on PATH.`;
      }
      return { kind: 'command', profile: name, model };
    }
    default:
      return unreachable(settings);
  }
}
