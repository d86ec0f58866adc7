import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import { type GitRemote, makeRemote } from '../../support/git-remote.ts';
import { enterBy, liveClient } from '../../support/web/web-visitor.ts';

const root = join(import.meta.dirname, '../../..');
const command = join(root, 'quarterdeck.mjs');
const MEGABYTES = 96;
/** A command that takes longer hangs. */
const COMMAND_MS = 60_000;
export const AGENT = 'Kiln Room';
export const ROWS = 18;

/** A person's home on a small disk of its own, with a tracker, a repository, a host and an agent as real processes. */
export interface MixedWorld {
  readonly file: string;
  readonly database: string;
  readonly remote: GitRemote;
  readonly canFill: boolean;
  screen(): WireClient;
  /** Agents that ended without being killed, with their last words. */
  ended(): readonly string[];
  run(...args: readonly string[]): Promise<string>;
  kill(who: 'host' | 'agent'): Promise<void>;
  sleep(who: 'host' | 'agent', milliseconds: number): Promise<void>;
  fillDisk(milliseconds: number): Promise<void>;
  jumpClock(milliseconds: number): void;
  end(): Promise<void>;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export async function startMixedWorld(): Promise<MixedWorld> {
  const home = mkdtempSync(join(tmpdir(), 'quarterdeck-mixed-'));
  const canFill = mounted(home);
  const workspace = join(home, 'workspace');
  const offset = join(home, 'clock-offset');
  writeFileSync(offset, '0');
  const file = join(home, 'plans', 'mixed.md');
  mkdirSync(join(home, 'plans'));
  writeFileSync(file, firstText());
  const remote = makeRemote(home);
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    CLOCK_JUMP_FILE: offset,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'clock-jump.mjs')).href}`,
  };
  const started = new Set<ChildProcess>();
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [command, '--workspace', workspace, ...args], {
      cwd: home,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: what it starts dies and sleeps with it.
      detached: true,
    });
    started.add(child);
    child.once('exit', () => started.delete(child));
    return child;
  };
  const stop = async (child: ChildProcess) => {
    if (!started.has(child)) return;
    const gone = once(child, 'exit');
    signal(child, 'SIGKILL');
    await gone;
  };
  const clear = async () => {
    await Promise.all([...started].map(stop));
    if (canFill) execFileSync('umount', ['--lazy', home]);
    rmSync(home, { recursive: true, force: true });
  };
  const run = async (...args: readonly string[]): Promise<string> => {
    const child = start(args);
    const said = collect(child);
    const tooLong = setTimeout(() => signal(child, 'SIGKILL'), COMMAND_MS);
    const [code] = await once(child, 'close');
    clearTimeout(tooLong);
    const { out, err } = said();
    if (code !== 0) throw new Error(`quarterdeck ${args.join(' ')} ended with ${String(code)}: ${out}${err}`);
    return out;
  };
  const startHost = async () => {
    const child = start(['serve']);
    const said = collect(child);
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/;
    while (!address.test(said().out)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`the host ended: ${said().err}`);
      await pause(20);
    }
    return { child, screen: liveClient(await enterBy(address.exec(said().out)?.[0] ?? '')) };
  };

  const furnished = async () => {
    const first = await startHost();
    await run('tracker', 'import', file);
    const added = await first.screen.call('repositories.add', { url: remote.url, name: 'api' });
    if (!added.ok) throw new Error(added.error.message);
    await run('agent', 'add', AGENT, '--executor', 'shell');
    return first;
  };
  let host = await furnished().catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const ended: string[] = [];
  const startAgent = () => {
    const child = start(['agent', 'run', AGENT]);
    // Read, or it would stop where its pipe is full.
    const said = collect(child);
    child.once('exit', (code) => {
      if (code !== null) ended.push(`the agent ended by itself with ${code}: ${said().err.slice(-500)}`);
    });
    return child;
  };
  let agent = startAgent();

  return {
    file,
    database: join(workspace, 'quarterdeck.db'),
    remote,
    canFill,
    screen: () => host.screen,
    ended: () => ended,
    run,
    async kill(who) {
      if (who === 'agent') {
        await stop(agent);
        agent = startAgent();
        return;
      }
      host.screen.close();
      await stop(host.child);
      host = await startHost();
    },
    async sleep(who, milliseconds) {
      const { child } = who === 'host' ? host : { child: agent };
      signal(child, 'SIGSTOP');
      await pause(milliseconds);
      signal(child, 'SIGCONT');
    },
    async fillDisk(milliseconds) {
      const filler = join(home, 'filler');
      const handle = openSync(filler, 'w');
      try {
        for (;;) writeSync(handle, Buffer.alloc(65_536));
      } catch {
        await pause(milliseconds);
      } finally {
        closeSync(handle);
        rmSync(filler);
      }
    },
    jumpClock: (milliseconds) => writeFileSync(offset, String(milliseconds)),
    async end() {
      host.screen.close();
      await clear();
    },
  };
}

function signal(child: ChildProcess, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, name);
}

function collect(child: ChildProcess): () => { readonly out: string; readonly err: string } {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (said.out += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (said.err += part));
  return () => said;
}

/** Only the super-user may give a folder a disk of its own. */
function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'quarterdeck-mixed', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function firstText(): string {
  const rows = Array.from({ length: ROWS }, (_unused, row) => `| R${row} | Row ${row} | todo | first |\n`);
  return `# Mixed\n\n## Rows\n\n| Key | Task | Status | Notes |\n|---|---|---|---|\n${rows.join('')}`;
}
