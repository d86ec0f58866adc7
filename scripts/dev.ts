import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createServer, type ViteDevServer } from 'vite';
import { z } from 'zod';
import { livePath } from '../core/contract/web-socket-port.ts';
import { contentPolicyAt, guardHeaders } from '../main/web/content-policy.ts';
import { whyRefused, whySocketRefused } from '../main/web/guard.ts';

/**
 * `npm run dev [-- --workspace DIR] [--fleet] [--inspect]`: the engine from source, started anew when one of its files
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
const surroundings = { ...process.env, QUARTERDECK_WORKSPACE: folder };
// Only the workspace that nobody named starts with the sample.
const named = asked.workspace === undefined ? [] : ['--workspace', folder];

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
    '--json',
    ...named,
  ],
  // A group of its own: Ctrl-C in the terminal is for this script, which then ends the engine in good order.
  { cwd: root, env: surroundings, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
);
const engineEnded = ended(engine);
let fleet: ChildProcess | null = null;
let screens: ViteDevServer | null = null;
let closing: Promise<void> | null = null;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));
void engineEnded.then(() => close(1));

const Answer = z.object({ address: z.url(), port: z.int().optional() });
let port: number | null = null;
for await (const line of createInterface({ input: engine.stdout })) {
  const answer = readAnswer(line);
  if (answer === null) console.log(line);
  else if (answer.port === undefined) {
    console.error(`Another process has ${folder} open. End it, or name another folder with --workspace.`);
    await close(1);
  } else if (port === null) {
    port = answer.port;
    await show(port, new URL(answer.address));
  } else if (answer.port !== port) {
    console.error(`The engine moved from port ${port} to ${answer.port}. Start "npm run dev" again.`);
    await close(1);
  } else console.log('The engine started anew.');
}
await closing;

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
  if (!asked.fleet) return;
  fleet = spawn(process.execPath, [command, 'hub', 'demo', '--workspace', folder], {
    cwd: root,
    env: surroundings,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
}

async function startScreens(enginePort: number): Promise<ViteDevServer> {
  const nonce = randomBytes(16).toString('base64');
  const target = `http://127.0.0.1:${enginePort}`;
  // Behind the engine's usual port and fixed, so that the guard knows this page's own address beforehand.
  const ownPort = enginePort + 10_000;
  const ownHost = `127.0.0.1:${ownPort}`;
  const headersOf = ({ method, headers }: { method?: string; headers: NodeJS.Dict<string | string[]> }) => {
    const one = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
    return {
      method: method ?? '',
      host: one('host'),
      origin: one('origin'),
      site: one('sec-fetch-site'),
      mode: one('sec-fetch-mode'),
    };
  };
  const server = await createServer({
    configFile: join(root, 'vite.renderer.config.ts'),
    root: join(root, 'renderer'),
    clearScreen: false,
    logLevel: 'warn',
    // Vite's own inline script and its style elements, and nothing else beyond the policy that ships.
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port: ownPort,
      strictPort: true,
      cors: false,
      headers: {
        ...guardHeaders,
        'content-security-policy': contentPolicyAt(ownHost).replace(
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
          bypass: (request) => (whySocketRefused(headersOf(request), ownPort) === null ? undefined : false),
        },
        '^/[^?]*\\?(.*&)?token=': {
          target,
          changeOrigin: true,
          bypass: (request) => (whyRefused(headersOf(request), ownPort) === null ? undefined : false),
        },
      },
    },
  });
  return server.listen();
}

function readAnswer(line: string): z.infer<typeof Answer> | null {
  if (!line.startsWith('{')) return null;
  const read = Answer.safeParse(JSON.parse(line));
  return read.success ? read.data : null;
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
