import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { fail } from '../../../core/kernel/result.ts';
import { userDataFolder } from '../../shells/default-workspace.ts';
import { installFolder } from '../../shells/installation.ts';
import type { OpenWebShell } from '../../shells/web-shell.ts';
import type { Act } from '../act.ts';
import { browserCall, startBrowser } from '../browser.ts';
import type { CommandContext } from '../context.ts';
import {
  failedBefore,
  fetchRuntime,
  findRuntime,
  type RuntimePaths,
  runtimePaths,
} from '../desktop-runtime.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hasDisplay, isSuperuser } from '../host-environment.ts';
import { readPort } from '../read-port.ts';
import { pickShell, type ShellFacts } from '../shells.ts';
import { serve } from './serve.ts';

interface OpenOptions {
  readonly shell?: 'desktop' | 'web';
  readonly port?: number;
  readonly open: boolean;
  readonly sample?: true;
}

const fetchTimeout = 20_000;

/** `quarterdeck open` */
export function registerOpen(program: Command, act: Act, openWebShell: OpenWebShell): void {
  program
    .command('open')
    .description('open the workspace in the best shell available: desktop window, else browser')
    .addOption(new Option('--shell <shell>', 'decide by hand').choices(['desktop', 'web']))
    .option('--port <n>', 'web shell: only this port', readPort)
    .option('--no-open', 'web shell: print the address, start no browser')
    .option('--sample', 'web shell: a new workspace starts with the sample, even one named by --workspace')
    .action((options: OpenOptions, command: Command) =>
      act(command, (context) => open(context, openWebShell, options)),
    );
}

async function open(
  context: CommandContext,
  openWebShell: OpenWebShell,
  options: OpenOptions,
): Promise<ExitCode> {
  const { out } = context;
  const places = runtimePaths(installFolder, userDataFolder());
  let choice = pickShell(factsOf(options, places));
  if (choice.shell === 'fetch') {
    out.note(`Fetching the desktop runtime, once (at most ${fetchTimeout / 1000} s) ...`);
    const failure = await fetchRuntime(places, fetchTimeout);
    if (failure === null) choice = { shell: 'desktop', why: 'its runtime has arrived' };
    else {
      const why = `the desktop runtime could not be fetched: ${failure}`;
      choice = { shell: options.shell === 'desktop' ? 'none' : 'web', why };
    }
  }
  if (choice.shell === 'none') {
    const text = `The desktop shell cannot open: ${choice.why}. "--shell web" opens the workspace in a browser.`;
    out.failure(fail('workspace.no-desktop', text).error);
    return exitCodes.unavailable;
  }
  out.note(`Shell: ${choice.shell}, ${choice.why}.`);
  const runtime = findRuntime(places);
  if (choice.shell === 'desktop' && runtime !== null) return runDesktop(context, runtime);
  // The sample is for the very first look; a folder the person named is theirs to fill.
  const shell = { port: options.port ?? null, sample: options.sample ?? !context.named, borrow: true };
  return serve(context, openWebShell, shell, (link) =>
    options.open ? showInBrowser(context, link) : Promise.resolve(),
  );
}

function factsOf(options: OpenOptions, places: RuntimePaths): ShellFacts {
  const built = existsSync(join(installFolder, 'dist', 'desktop', 'main.js'));
  return {
    asked: options.shell ?? null,
    display: hasDisplay(),
    desktop: places.package === null ? 'not-installed' : built ? 'built' : 'not-built',
    runtime: findRuntime(places) === null ? 'absent' : 'present',
    failedBefore: failedBefore(places),
    superuser: isSuperuser(),
  };
}

async function showInBrowser({ out }: CommandContext, link: string): Promise<void> {
  const call = browserCall(link);
  if (call === null) return;
  const started = await startBrowser(call);
  out.note(
    started ? `Opened in ${call.name}.` : `${call.name} could not be started; open the address by hand.`,
  );
}

/** The desktop shell hosts by itself; this process only waits for it, so that a terminal's Ctrl-C reaches it. */
function runDesktop({ folder, out }: CommandContext, runtime: string): Promise<ExitCode> {
  const env = { ...process.env };
  // Set, it would start Electron as a plain Node.
  delete env['ELECTRON_RUN_AS_NODE'];
  const child = spawn(runtime, [installFolder, '--workspace', folder], { stdio: 'inherit', env });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGTERM', pass);
  process.on('SIGINT', () => {});
  return new Promise((resolve) => {
    child.once('error', (error) => {
      out.failure(fail('workspace.no-desktop', `The desktop shell did not start: ${error.message}.`).error);
      resolve(exitCodes.unavailable);
    });
    child.once('close', (code) => resolve(code === 0 || code === null ? exitCodes.ok : exitCodes.bug));
  });
}
