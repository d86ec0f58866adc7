import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const node = join(root, 'node_modules/.bin/node');
const commandIn = (folder: string): string => join(folder, 'quarterdeck.mjs');

export interface WebShell {
  /** Opens the app once, with its one-time token. */
  readonly address: string;
  readonly process: ChildProcess;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Pulls the plug. */
  kill(): Promise<void>;
}

export interface WebShellOptions {
  /** Stands for the person's home: settings, keys and the workspace all live in it. */
  readonly home: string;
  /** A new workspace starts with the sample, as it does for a person who just installed. */
  readonly sample: boolean;
  /** Folder of the app; default this checkout, which runs from its sources. */
  readonly app?: string;
}

/** Where a person with this home has their workspace when they name none. */
export const workspaceIn = (home: string): string => join(home, 'quarterdeck', 'workspace');

/** Nobody's desktop is told of what happens in a test. */
const surroundings = (home: string) => ({
  ...process.env,
  HOME: home,
  XDG_DATA_HOME: home,
  XDG_RUNTIME_DIR: '',
  DBUS_SESSION_BUS_ADDRESS: '',
  DISPLAY: '',
});

/** Starts the real web shell as a process of its own and waits for the address it prints. */
export async function startWebShell({ home, sample, app = root }: WebShellOptions): Promise<WebShell> {
  // Only the workspace nobody named starts with the sample; a named one is the person's to fill.
  const asked = sample
    ? ['open', '--shell', 'web', '--no-open']
    : ['serve', '--workspace', workspaceIn(home)];
  const child = spawn(node, [commandIn(app), ...asked], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: surroundings(home),
  });
  const ended = once(child, 'exit');
  const address = await readAddress(child);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { address, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const take = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => {
      reject(new Error(`the web shell ended with ${code ?? 'a signal'} before it was ready:\n${said}`));
    });
  });
}

/** Runs the command line on that home's workspace (through its host, when one runs); the parsed JSON it prints. */
export async function quarterdeck(
  { home, app = root }: Pick<WebShellOptions, 'home' | 'app'>,
  ...args: readonly string[]
): Promise<unknown> {
  const child = spawn(node, [commandIn(app), '--workspace', workspaceIn(home), '--json', ...args], {
    cwd: root,
    env: surroundings(home),
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString('utf8')));
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`quarterdeck ${args.join(' ')} ended with ${String(code)}: ${said}${complained}`);
  return said === '' ? null : JSON.parse(said);
}
