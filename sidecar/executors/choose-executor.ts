import { setTimeout as wait } from 'node:timers/promises';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { priceTable } from '../../core/domain/fleet/money/price-table.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import { createHttpClient } from '../../node/http/http-client.ts';
import type { ExecutorSettings } from '../config-schema.ts';
import { createCommandExecutor } from './commands/command-executor.ts';
import { profileOf } from './commands/command-profiles.ts';
import { createShellExecutor } from './commands/shell-executor.ts';
import type { Executor } from './executor.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import type { ExecutorHost } from './executor-host.ts';
import { atFlatRate } from './flat-rate.ts';
import { readApiKey, secretVariables, usualKeys } from './models/api-key.ts';
import { createMessagesExecutor } from './models/messages-executor.ts';
import { createOllamaExecutor } from './models/ollama-executor.ts';
import { createOpenaiExecutor } from './models/openai-executor.ts';

const MESSAGES_URL = 'https://api.anthropic.com';

type Code = 'executor.not-offered' | 'executor.no-key' | 'executor.unknown-profile';

/**
 * The executor for one attempt, as the assignment's target says. It is created for each attempt and reads the keys
 * again, so that a changed key counts from the next attempt on.
 */
export async function chooseExecutor(
  assignment: Pick<Assignment, 'target'>,
  host: ExecutorHost,
): Promise<Result<Executor, Code>> {
  const { target } = assignment;
  const deps = executorDeps(host);
  switch (target.kind) {
    case 'shell':
      return settingsOf('shell', host) === undefined
        ? notOffered('shell commands')
        : ok(createShellExecutor(deps));
    case 'ollama': {
      const settings = settingsOf('ollama', host);
      if (settings === undefined) return notOffered('Ollama');
      const { url, model } = target;
      const { contextTokens, loadSeconds } = settings;
      return ok(createOllamaExecutor({ url, model, contextTokens, loadSeconds }, deps));
    }
    case 'openai': {
      const settings = settingsOf('openai', host);
      if (settings === undefined) return notOffered('OpenAI-compatible servers');
      const key = await openaiKey(settings, target.url, host);
      if (!key.ok) return key;
      const executor = createOpenaiExecutor({ url: target.url, model: target.model, key: key.value }, deps);
      return ok(isAmong(settings.flatRateOrigins, target.url) ? atFlatRate(executor) : executor);
    }
    case 'messages-api': {
      const settings = host.settings.executors.find(
        (each) => each.kind === 'messages-api' && each.models.includes(target.model),
      );
      if (settings?.kind !== 'messages-api') return notOffered(`the model ${target.model}`);
      const key = await readApiKey(settings.key ?? usualKeys['messages-api'], host);
      if (!key.ok) return key;
      const { maxTokens, url } = settings;
      const server = { url: url ?? MESSAGES_URL, key: key.value, model: target.model, maxTokens };
      const executor = createMessagesExecutor(server, deps);
      return ok(settings.flatRate ? atFlatRate(executor) : executor);
    }
    case 'command': {
      const settings = host.settings.executors.find(
        (each) => each.kind === 'command' && each.profile === target.profile,
      );
      if (settings?.kind !== 'command') return notOffered(`the command ${target.profile}`);
      const profile = profileOf(settings);
      if (!profile.ok) return profile;
      const model = target.model ?? settings.model;
      const executor = createCommandExecutor({ profile: profile.value, model, deps });
      return ok(settings.flatRate ? atFlatRate(executor) : executor);
    }
    default:
      return unreachable(target);
  }
}

function settingsOf<Kind extends ExecutorSettings['kind']>(
  kind: Kind,
  host: ExecutorHost,
): Extract<ExecutorSettings, { kind: Kind }> | undefined {
  return host.settings.executors.find(
    (each): each is Extract<ExecutorSettings, { kind: Kind }> => each.kind === kind,
  );
}

const notOffered = (what: string): Result<never, Code> =>
  fail('executor.not-offered', `This agent's configuration does not offer ${what}; see agent.json.`);

function isAmong(origins: readonly string[], url: string): boolean {
  const origin = URL.canParse(url) ? new URL(url).origin : '';
  return origins.some((one) => new URL(one).origin === origin);
}

/** The key goes only to the origins that are named for it. A place that was named must hold one; the usual one may not. */
async function openaiKey(
  settings: Extract<ExecutorSettings, { kind: 'openai' }>,
  url: string,
  host: ExecutorHost,
): Promise<Result<string | null, 'executor.no-key'>> {
  if (!isAmong(settings.keyOrigins, url)) return ok(null);
  const key = await readApiKey(settings.key ?? usualKeys.openai, host);
  return !key.ok && settings.key === null ? ok(null) : key;
}

function executorDeps(host: ExecutorHost): ExecutorDeps {
  const { limits, prices } = host.settings;
  return {
    timekeeper: host.timekeeper,
    entropy: host.entropy,
    http: createHttpClient(host.env),
    env: host.env,
    secretVariables: secretVariables(host),
    prices: [...priceTable.filter((known) => prices.every((own) => own.model !== known.model)), ...prices],
    turns: limits.turns,
    conversationBytes: limits.conversationBytes,
    silentSeconds: limits.silentSeconds,
    async pause(milliseconds, signal) {
      await wait(milliseconds, undefined, { signal }).catch(() => {});
    },
  };
}
