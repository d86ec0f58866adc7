import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const node = join(root, 'node_modules/.bin/node');
const command = join(root, 'main/cli/index.ts');

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
  readonly workspace: string;
  /** Load the sample when the workspace is new. */
  readonly sample: boolean;
}

/** Starts the real web shell as a process of its own and waits for the address it prints. */
export async function startWebShell({ workspace, sample }: WebShellOptions): Promise<WebShell> {
  const args = [command, 'serve', '--workspace', workspace, ...(sample ? [] : ['--no-sample'])];
  const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Runs the command line on a workspace (through its running host, if there is one); the parsed JSON it prints. */
export async function quarterdeck(workspace: string, ...args: readonly string[]): Promise<unknown> {
  const child = spawn(node, [command, '--workspace', workspace, '--json', ...args], { cwd: root });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString('utf8')));
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`quarterdeck ${args.join(' ')} ended with ${String(code)}: ${said}${complained}`);
  return said === '' ? null : JSON.parse(said);
}
