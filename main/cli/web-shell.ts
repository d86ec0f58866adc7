import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { askForLink } from '../engine/host/dial-host.ts';
import { type HostPlace, type OpenWorkspace, openWorkspace } from '../engine/host/open-workspace.ts';
import { startWebServer, type WebServer } from '../web/web-server.ts';
import type { CommandContext } from './context.ts';
import { hubOptions } from './hub-options.ts';
import { appVersion, installFolder, machineClock, machineEntropy } from './machine.ts';

export interface WebShellOptions {
  /** Only this port will do. */
  readonly port: number | null;
  /** Load the sample when the workspace is new. */
  readonly sample: boolean;
  /** When another process serves this workspace already, ask it for a link instead of serving too. */
  readonly borrow: boolean;
}

export type WebShell =
  | { readonly kind: 'serving'; readonly server: WebServer; readonly link: string; close(): Promise<void> }
  /** Another process serves; this is a fresh link of its. */
  | { readonly kind: 'borrowed'; readonly link: string };

/** Hosts the workspace (or attaches to its host) and serves it on loopback. */
export async function openWebShell(
  context: CommandContext,
  options: WebShellOptions,
): Promise<Result<WebShell>> {
  const { folder, env, out } = context;
  let server: WebServer | null = null;
  let before: HostPlace['at'] = 'moving';
  const opened = await openWorkspace({
    folder,
    shell: 'web',
    appVersion,
    clock: machineClock,
    entropy: machineEntropy,
    openLink: () => server?.link() ?? null,
    onPlace(place) {
      if (place.at === 'moving') {
        if (place.retrying !== null) out.note(`The engine is away: ${place.retrying.message}`);
        return;
      }
      if (place.at === 'here' && before === 'there')
        out.note('The process that ran the engine ended; it runs here now.');
      before = place.at;
    },
    startEngine: async () => {
      // Loaded only by who becomes the host: attaching to a running one stays quick.
      const { startEngine } = await import('../engine/host/start-engine.ts');
      return startEngine({
        folder,
        shell: 'web',
        appVersion,
        clock: machineClock,
        entropy: machineEntropy,
        passphrase: env['QUARTERDECK_PASSPHRASE'] ?? null,
        sample: options.sample,
        watch: true,
        hub: hubOptions(true),
        log: {
          level: 'info',
          mirror: (line) => {
            if (line.level === 'error' || line.level === 'warn') out.note(`${line.level}: ${line.message}`);
          },
        },
      });
    },
  });
  if (!opened.ok) return opened;
  const workspace = opened.value;
  const borrowed = options.borrow && options.port === null ? await borrowLink(workspace) : null;
  if (borrowed !== null) {
    await workspace.close();
    return ok({ kind: 'borrowed', link: borrowed });
  }
  const started = await startWebServer({
    folder,
    identity: workspace.identity,
    screens: join(installFolder, 'dist', 'renderer'),
    port: options.port,
    clock: machineClock,
    entropy: machineEntropy,
    accept: (port) => workspace.accept(port),
  });
  if (!started.ok) {
    await workspace.close();
    return fail(started.error.code, started.error.message, started.error.facts);
  }
  server = started.value;
  const serving = started.value;
  return ok({
    kind: 'serving',
    server: serving,
    link: serving.link(),
    async close() {
      // Calls under way are answered over the very sockets the server would cut.
      await workspace.close();
      await serving.close();
    },
  });
}

export function screensBuilt(): boolean {
  return existsSync(join(installFolder, 'dist', 'renderer', 'index.html'));
}

async function borrowLink(workspace: OpenWorkspace): Promise<string | null> {
  return workspace.place.at === 'there' ? askForLink(workspace.place.holder) : null;
}
