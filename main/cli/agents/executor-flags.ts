import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { ExecutorSettings } from '../../../sidecar/config-schema.ts';
import { SidecarSettings } from '../../../sidecar/config-schema.ts';
import { findProgram } from '../host-environment.ts';

/** Command-line agents that are offered when their program is found. */
const commandAgents = ['claude', 'codex', 'gemini'] as const;

/**
 * `shell`, `ollama`, `openai`, `messages-api:MODEL`, or the name of a command-line agent. Nothing named: everything that
 * works here without being told a secret.
 */
export function readExecutors(
  names: readonly string[],
  path: string | undefined,
): Result<readonly ExecutorSettings[]> {
  const found = commandAgents.filter((name) => findProgram([name], { PATH: path }) !== null);
  const wanted = names.length > 0 ? names : ['shell', 'ollama', 'openai', ...found];
  const raw = wanted.map((name) => {
    const [kind, model] = splitOnce(name);
    if (kind === 'messages-api') return { kind, models: model === undefined ? [] : [model] };
    if (kind === 'shell' || kind === 'ollama' || kind === 'openai') return { kind };
    return { kind: 'command', profile: kind, model: model ?? null };
  });
  const read = SidecarSettings.shape.executors.safeParse(raw);
  if (read.success) return ok(read.data);
  const text = `One of the executors (${wanted.join(', ')}) can't be used: ${read.error.issues[0]?.message ?? ''}. Known: shell, ollama, openai, messages-api:MODEL, ${commandAgents.join(', ')}. Nothing was set up.`;
  return fail('value.not-allowed', text);
}

function splitOnce(name: string): readonly [string, string?] {
  const colon = name.indexOf(':');
  return colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1)];
}
