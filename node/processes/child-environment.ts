import { isSessionVariable } from './session-variables.ts';

/** The hub's token and its like are for the sidecar alone. */
const ours = /^QUARTERDECK_/;

/**
 * What a child process inherits: the sidecar's environment without its own settings, without what the session it was started
 * from left there, and without the variables named in `secrets` (API keys that a command has no business with), plus `extra`.
 */
export function childEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value === undefined || ours.test(name) || isSessionVariable(name) || secrets.includes(name)) continue;
    env[name] = value;
  }
  return { ...env, ...extra };
}
