import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../node/machine.ts';
import { requestLink } from '../engine/host/dial-host.ts';
import { type HostLocation, type OpenWorkspace, openWorkspace } from '../engine/host/open-workspace.ts';
import { desktopNotifications } from '../shells/desktop-notifications.ts';
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
        notifications: desktopNotifications(),
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
    const { code, message, facts } = started.error;
    const own = code === 'web.port-taken' ? await portOfHost(workspace) : null;
    await workspace.close();
    if (own === null || own !== options.port) return fail(code, message, facts);
    return fail(
      code,
      `This workspace is served at port ${own} already. "quarterdeck open" gives its address; to serve it twice, choose another port.`,
      facts,
    );
  }
  server = started.value;
  const serving = started.value;
  const { taken } = serving;
  const ownPort = taken === null ? null : await portOfHost(workspace);
  return ok({
    kind: 'serving',
    link: serving.link(),
    port: serving.port,
    taken: taken === null ? null : { port: taken, by: taken === ownPort ? 'this-workspace' : 'another' },
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

/** Where the process that runs the engine serves this workspace; null when it is this one, or serves no browser. */
async function portOfHost(workspace: OpenWorkspace): Promise<number | null> {
  const link = await borrowLink(workspace);
  return link === null ? null : Number(new URL(link).port);
}
