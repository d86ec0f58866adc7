import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../node/machine.ts';
import { requestLink } from '../engine/host/dial-host.ts';
import { type HostLocation, type OpenWorkspace, openWorkspace } from '../engine/host/open-workspace.ts';
import { hubOptions } from '../shells/hub-options.ts';
import { appVersion, screensFolder } from '../shells/installation.ts';
import type { WebShell, WebShellOptions } from '../shells/web-shell.ts';
import { startWebServer, type WebServer } from './web-server.ts';

/** Hosts the workspace (or attaches to its host) and serves it on loopback. */
export async function openWebShell(options: WebShellOptions): Promise<Result<WebShell>> {
  const { folder, note } = options;
  let server: WebServer | null = null;
  let before: HostLocation['at'] = 'moving';
  const opened = await openWorkspace({
    folder,
    shell: 'web',
    appVersion,
    clock: machineClock,
    entropy: machineEntropy,
    openLink: () => server?.link() ?? null,
    onLocation(place) {
      if (place.at === 'moving') {
        if (place.retrying !== null) note(`The engine is away: ${place.retrying.message}`);
        return;
      }
      if (place.at === 'here' && before === 'there')
        note('The process that ran the engine ended; it runs here now.');
      before = place.at;
    },
    startEngine: async () => {
      // Loaded only by who becomes the host: attaching to a running one stays quick.
      const { startEngine } = await import('../engine/host/start-engine.ts');
      return startEngine({
        folder,
        shell: 'web',
        appVersion,
        timekeeper: machineTimekeeper,
        entropy: machineEntropy,
        passphrase: options.passphrase,
        sample: options.sample,
        watch: true,
        hub: hubOptions(true),
        log: {
          level: 'info',
          mirror: (line) => {
            if (line.level === 'error' || line.level === 'warn') note(`${line.level}: ${line.message}`);
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
    screens: screensFolder,
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
    link: serving.link(),
    port: serving.port,
    taken: serving.taken,
    async close() {
      // Calls under way are answered over the very sockets the server would cut.
      await workspace.close();
      await serving.close();
    },
  });
}

async function borrowLink(workspace: OpenWorkspace): Promise<string | null> {
  return workspace.place.at === 'there' ? requestLink(workspace.place.holder) : null;
}
