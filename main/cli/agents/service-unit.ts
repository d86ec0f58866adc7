import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';

/** How systemd quotes a word: in double quotes, with `\`, `"`, line ends and the specifiers' `%` escaped. */
const quoted = (word: string): string =>
  `"${word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('%', '%%')}"`;

/** Variables are put into the arguments of a command, but neither into its program nor into an environment. */
const argument = (word: string): string => quoted(word.replaceAll('$', () => '$$'));

/** A systemd user unit that keeps the sidecar of `folder` running, with the programs found on this `path`. */
export function unitText(name: string, command: readonly string[], path: string): string {
  const [program = '', ...args] = command;
  // No specifier, and no backslash that would join the next line to this one.
  // oxlint-disable-next-line no-control-regex
  const title = name.replaceAll(/[\u0000-\u001f\u007f%\\]+/g, ' ').trim();
  return `[Unit]
Description=Quarterdeck agent ${title}
After=network-online.target

[Service]
Environment=${quoted(`PATH=${path}`)}
ExecStart=${[quoted(program), ...args.map(argument)].join(' ')}
Restart=always
RestartSec=5
# A stop lets the sidecar write down what it was doing.
KillSignal=SIGTERM
TimeoutStopSec=30

[Install]
WantedBy=default.target
`;
}

/** Two workspaces may each have an agent of the same name: the place makes the difference. */
export function unitName(folder: string): string {
  const place = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `quarterdeck-agent-${basename(folder).replaceAll(/[^A-Za-z0-9_.-]+/g, '-')}-${place}.service`;
}

const unitFile = (unit: string): string =>
  join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'systemd', 'user', unit);

function systemctl(...args: readonly string[]): string | null {
  const run = spawnSync('systemctl', ['--user', ...args], { encoding: 'utf8', timeout: 20_000 });
  if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT')
    return 'there is no systemctl here';
  if (run.error !== undefined) return run.error.message;
  return run.status === 0 ? null : run.stderr.trim() || `systemctl ended with ${run.status}`;
}

/** Writes the unit and enables it; one that already runs is restarted, with the current token. */
export function installUnit(unit: string, text: string): Result<null> {
  const file = unitFile(unit);
  const problem =
    written(file, text) ??
    systemctl('daemon-reload') ??
    systemctl('enable', unit) ??
    systemctl('restart', unit);
  if (problem === null) return ok(null);
  rmSync(file, { force: true });
  return fail('service.failed', `The unit ${unit} could not be set up: ${problem.replace(/\.$/, '')}.`, {
    unit,
  });
}

function written(file: string, text: string): string | null {
  try {
    makeFoldersSync(dirname(file));
    writeFileSync(file, text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
