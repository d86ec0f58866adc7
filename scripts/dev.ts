import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createServer, type ViteDevServer } from 'vite';
import { livePath } from '../core/contract/transport/web-socket-port.ts';
import { contentPolicyAt, guardHeaders } from '../main/shells/content-policy.ts';
import { type RequestFacts, whyRefused, whySocketRefused } from '../main/web/guard.ts';
import { listenNear } from '../main/web/port-choice.ts';

/**
 * `npm run dev [-- --workspace DIR] [--fleet] [--inspect]`: the engine from source, restarted when one of its files
 * changes, and the screens from Vite, where a change shows at once. Vite passes what is the engine's on to it; the
 * engine runs as it ships and knows nothing of this.
 */
const { values: asked } = parseArgs({
  options: {
    workspace: { type: 'string' },
    fleet: { type: 'boolean', default: false },
    inspect: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..');
const command = join(root, 'quarterdeck.mjs');
// Beside the checkout's other caches: what is tried out here must not reach the workspace a person works in.
const folder = resolve(asked.workspace ?? join(root, '.cache', 'dev-workspace'));
mkdirSync(join(root, '.cache'), { recursive: true });
const engine = spawn(
  process.execPath,
  [
    '--watch',
    '--watch-preserve-output',
    ...(asked.inspect ? ['--inspect'] : []),
    command,
    'open',
    '--shell=web',
    '--no-open',
    '--workspace',
    folder,
    // Only the workspace that nobody named.
    ...(asked.workspace === undefined ? ['--sample'] : []),
  ],
  // A group of its own: Ctrl-C in the terminal is for this script, which then ends the engine in good order.
  { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
);
const engineEnded = ended(engine);
let fleet: ChildProcess | null = null;
let screens: ViteDevServer | null = null;
let closing: Promise<void> | null = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));
// Whatever breaks here, no engine is left behind with the workspace's lock.
process.on('exit', () => void engine.kill());

createInterface({ input: engine.stderr }).on('line', (line) => {
  // Said of the built screens, which are not the ones shown here.
  if (!line.startsWith('The screens are not built')) console.error(line);
});
let port: number | null = null;
for await (const line of createInterface({ input: engine.stdout })) {
  if (line.endsWith('(open already)')) {
    console.error(`Another process has ${folder} open. End it, or name another folder with --workspace.`);
    await close(1);
  }
  const address = /^Address +(http:\S+)/.exec(line)?.[1];
  if (address === undefined || closing !== null) continue;
  const link = new URL(address);
  if (port === null) {
    port = Number(link.port);
    await show(port, link);
  } else if (port === Number(link.port)) {
    console.log('The engine restarted.');
    startFleet();
  } else {
    console.error(`The engine moved from port ${port} to ${link.port}. Start "npm run dev" again.`);
    await close(1);
  }
}
await close(1);

/** Starts the screens in front of the engine at `enginePort` and prints the address that signs one browser in. */
async function show(enginePort: number, link: URL): Promise<void> {
  const started = await startScreens(enginePort);
  if (closing !== null) {
    await started.close();
    return;
  }
  screens = started;
  const own = new URL(link);
  own.port = String(started.config.server.port);
  console.log(`Workspace  ${folder}`);
  console.log(`Address    ${own.href}`);
  console.log('           (lets one browser in, once; Ctrl-C ends)');
  startFleet();
}

/** The sample fleet lives in the engine, so it ends and starts with it. */
function startFleet(): void {
  if (!asked.fleet) return;
  fleet = spawn(process.execPath, [command, 'hub', 'demo', '--workspace', folder], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
}

async function startScreens(enginePort: number): Promise<ViteDevServer> {
  const nonce = randomBytes(16).toString('base64');
  const target = `http://127.0.0.1:${enginePort}`;
  const ownPort = await freePortAfter(enginePort);
  const server = await createServer({
    configFile: join(root, 'vite.renderer.config.ts'),
    root: join(root, 'renderer'),
    cacheDir: join(root, '.cache', 'vite'),
    clearScreen: false,
    logLevel: 'warn',
    // Vite's own inline script and its style elements, and nothing else beyond the policy that ships.
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port: ownPort,
      strictPort: true,
      cors: false,
      // Where the packages are a link to another folder, fonts are read from there.
      fs: { allow: [root, realpathSync(join(root, 'node_modules'))] },
      headers: {
        ...guardHeaders,
        'content-security-policy': contentPolicyAt(`127.0.0.1:${ownPort}`).replace(
          /(script-src|style-src) 'self'/g,
          `$1 'self' 'nonce-${nonce}'`,
        ),
      },
      proxy: {
        // The engine judges Host and Origin as its own, so whoever asks is judged here first by the same guard.
        [livePath]: {
          target,
          ws: true,
          changeOrigin: true,
          rewriteWsOrigin: true,
          bypass: (request) => (whySocketRefused(askedBy(request), ownPort) === null ? undefined : false),
        },
        '^/[^?]*\\?(.*&)?token=': {
          target,
          changeOrigin: true,
          bypass: (request) => (whyRefused(askedBy(request), ownPort) === null ? undefined : false),
        },
      },
    },
  });
  return server.listen();
}

async function freePortAfter(usual: number): Promise<number> {
  const found = await listenNear(usual + 1, false);
  if (!found.ok) throw new Error(found.error.message);
  await new Promise((closed) => found.value.server.close(closed));
  return found.value.port;
}

function askedBy({ method, headers }: IncomingMessage): RequestFacts {
  const one = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    method: method ?? '',
    host: headers.host,
    origin: headers.origin,
    site: one('sec-fetch-site'),
    mode: one('sec-fetch-mode'),
  };
}

/** Ends everything this script started; the second call waits for the first. */
function close(code: number): Promise<void> {
  closing ??= (async () => {
    process.exitCode = code;
    fleet?.kill('SIGTERM');
    if (engine.exitCode === null && engine.signalCode === null) engine.kill('SIGTERM');
    await screens?.close();
    await engineEnded;
  })();
  return closing;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolveEnd) => {
    child.once('error', () => resolveEnd());
    child.once('exit', () => resolveEnd());
  });
}
