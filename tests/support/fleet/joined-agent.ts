import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface JoinedAgent {
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Pulls its plug. */
  kill(): Promise<void>;
}

export interface JoinOptions {
  readonly hub: string;
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly capabilities: readonly string[];
  /** A folder that isn't there yet. */
  readonly folder: string;
}

/** A real sidecar that joins a hub with the token it was given, as the install line does; it ends with this process. */
export function joinAgent({ hub, id, name, token, capabilities, folder }: JoinOptions): JoinedAgent {
  const joining = ['agent', 'join', hub, '--id', id, '--name', name, '--executor', 'shell'];
  const wanted = capabilities.flatMap((capability) => ['--capability', capability]);
  const child = spawn(
    join(root, 'node_modules/.bin/node'),
    [join(root, 'quarterdeck.mjs'), ...joining, ...wanted, '--folder', folder, '--run', '--leash'],
    {
      cwd: root,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, QUARTERDECK_AGENT_TOKEN: token },
    },
  );
  const ended = once(child, 'exit');
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
