import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';

/** How systemd quotes a word of a command line: in double quotes, with `\`, `"`, `%` and `$` escaped. */
const quoted = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/** A systemd user unit that keeps the sidecar of `folder` running. */
export function unitText(name: string, command: readonly string[]): string {
  return `[Unit]
Description=Quarterdeck agent ${name.replaceAll(/[\n%]/g, ' ')}
After=network-online.target

[Service]
ExecStart=${command.map(quoted).join(' ')}
Restart=always
RestartSec=5
# A stop lets the sidecar write down what it was doing.
KillSignal=SIGTERM
TimeoutStopSec=30

[Install]
WantedBy=default.target
`;
}

export const unitName = (folderName: string): string => `quarterdeck-agent-${folderName}.service`;

const unitFile = (unit: string): string =>
  join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'systemd', 'user', unit);

function systemctl(...args: readonly string[]): string | null {
  const run = spawnSync('systemctl', ['--user', ...args], { encoding: 'utf8', timeout: 20_000 });
  if (run.error !== undefined) return run.error.message;
  return run.status === 0 ? null : run.stderr.trim() || `systemctl ended with ${run.status}`;
}

/** Writes the unit, enables and starts it. */
export function installUnit(unit: string, text: string): Result<{ readonly file: string }> {
  const file = unitFile(unit);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const problem = systemctl('daemon-reload') ?? systemctl('enable', '--now', unit);
  if (problem === null) return ok({ file });
  rmSync(file, { force: true });
  const words = `systemd did not take the unit ${unit}: ${problem}. The agent is set up without it; "quarterdeck agent run" starts it by hand.`;
  return fail('service.failed', words, { unit });
}

/** True when there was one. */
export function removeUnit(unit: string): boolean {
  const file = unitFile(unit);
  if (!existsSync(file)) return false;
  systemctl('disable', '--now', unit);
  rmSync(file, { force: true });
  systemctl('daemon-reload');
  return true;
}
