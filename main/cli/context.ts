import { createInterface } from 'node:readline/promises';
import type { ExtraOf, InputOf, RowOf, ViewName } from '../../core/contract/index.ts';
import type { WireClient } from '../../core/contract/transport/client.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../node/machine.ts';
import { type OpenWorkspace, openWorkspace } from '../engine/host/open-workspace.ts';
import { holdsWorkspace } from '../engine/host/workspace-traces.ts';
import { hubOptions } from '../shells/hub-options.ts';
import { appVersion } from '../shells/installation.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Output } from './output.ts';
import { copyToRead, inPassingFolder } from './passing-folder.ts';

/** What every command gets: where it writes, which workspace it means, and how it reaches the engine. */
export interface CommandContext {
  readonly out: Output;
  readonly folder: string;
  /** The person named the workspace; else it is the default one. */
  readonly named: boolean;
  readonly cwd: string;
  readonly as: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interactive: boolean;
}

/** `hosting`: this command runs the engine itself, so what lives in it ends with the command. */
export interface EngineRole {
  readonly hosting: boolean;
}

/** A command's work with the engine; what it returns becomes the exit code. */
export type EngineWork = (client: WireClient, role: EngineRole) => Promise<Result<ExitCode>>;

/** Runs `work` against the workspace's engine: the host's when there is one, else one of our own for as long as it takes. */
export async function withEngine(
  context: CommandContext,
  /** `create`: where there is none yet, kept or only for this command; `hub`: agents must be able to connect meanwhile. */
  options: {
    readonly create: boolean | 'for-now';
    readonly hub?: boolean;
    /** Why nothing is written: the folder is a copy made to be read. */
    readonly readOnly?: string;
  },
  work: EngineWork,
): Promise<ExitCode> {
  const { out, folder } = context;
  const give = (failure: {
    readonly ok: false;
    readonly error: Parameters<Output['failure']>[0];
  }): ExitCode => {
    out.failure(failure.error);
    return exitCodeOf(failure.error.code);
  };
  if (options.create === 'for-now' && !holdsWorkspace(folder)) {
    return inPassingFolder((passing) =>
      withEngine({ ...context, folder: passing, as: null }, { ...options, create: true }, work),
    );
  }
  if (!options.create && !holdsWorkspace(folder)) {
    const text = `There is no workspace at ${folder}. Make one with "quarterdeck open" or "quarterdeck tracker import FILE", or name another with --workspace.`;
    return give(fail('workspace.not-found', text, { folder }));
  }
  const opened = await openForCommand(context, options.hub ?? false, options.readOnly ?? null);
  if (!opened.ok && options.readOnly === undefined && UNWRITABLE.has(opened.error.code)) {
    const reason = `${opened.error.message} Until then it can be read as it was last stored.`;
    const read = await inPassingFolder(async (passing) =>
      copyToRead(folder, passing)
        ? withEngine({ ...context, folder: passing, as: null }, { ...options, readOnly: reason }, work)
        : null,
    );
    if (read !== null) {
      out.note(reason);
      return read;
    }
  }
  if (!opened.ok) return give(opened);
  const workspace = opened.value;
  try {
    const client = await connectAs(context, workspace);
    if (!client.ok) return give(client);
    try {
      const done = await work(client.value, { hosting: workspace.place.at === 'here' });
      return done.ok ? done.value : give(done);
    } finally {
      client.value.close();
    }
  } finally {
    await workspace.close();
  }
}

/** A full or read-only disk, or a folder that is another user's. */
const UNWRITABLE: ReadonlySet<string> = new Set([
  'workspace.not-writable',
  'workspace.disk-full',
  'db.disk-full',
  'db.io',
]);

function openForCommand(
  context: CommandContext,
  hub: boolean,
  readOnly: string | null,
): Promise<Result<OpenWorkspace>> {
  const { folder, env, out } = context;
  return openWorkspace({
    folder,
    shell: 'command',
    appVersion,
    clock: machineClock,
    entropy: machineEntropy,
    startEngine: async () => {
      // Loaded only by who becomes the host: attaching to a running one stays quick.
      const { startEngine } = await import('../engine/host/start-engine.ts');
      const started = await startEngine({
        folder,
        shell: 'command',
        appVersion,
        timekeeper: machineTimekeeper,
        entropy: machineEntropy,
        passphrase: env['QUARTERDECK_PASSPHRASE'] ?? null,
        readOnly,
        sample: false,
        watch: false,
        hub: hubOptions(hub),
        log: {
          level: 'info',
          mirror: (line) => {
            if (line.level === 'error') out.note(`${line.level}: ${line.message}`);
          },
        },
      });
      if (started.ok) for (const sentence of started.value.changed) out.note(sentence);
      return started;
    },
  });
}

/**
 * Greets as `--as NAME` and unlocks them for this command: asks for their passphrase when their key needs one and somebody
 * is there to type it.
 */
async function connectAs(context: CommandContext, workspace: OpenWorkspace): Promise<Result<WireClient>> {
  const { as, env, interactive } = context;
  const greeted = await greet(workspace, as);
  if (!greeted.ok || as === null) return greeted;
  const client = greeted.value;
  const given = env['QUARTERDECK_ACTOR_PASSPHRASE'] ?? null;
  let unlocked = await client.call('actors.unlock', { actorId: null, passphrase: given });
  if (!unlocked.ok && unlocked.error.code === 'actor.locked' && interactive) {
    const passphrase = await promptHidden(`Passphrase of ${as}: `);
    unlocked = await client.call('actors.unlock', { actorId: null, passphrase });
  }
  if (unlocked.ok) return greeted;
  client.close();
  return unlocked;
}

function greet(workspace: OpenWorkspace, as: string | null): Promise<Result<WireClient>> {
  const client = workspace.client({ as: () => as });
  return new Promise((resolve) => {
    const settle = (): void => {
      const { phase, failure } = client.connection;
      if (phase === 'open') resolve(ok(client));
      else if (failure !== null) resolve({ ok: false, error: failure });
      else return;
      stop();
    };
    const stop = client.onConnection(settle);
    settle();
  });
}

/** Reads a line from the terminal without showing it. */
export async function promptHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** A view read once: its first rows. */
export function readView<Name extends ViewName>(
  client: WireClient,
  name: Name,
  input: InputOf<Name>,
): Promise<Result<{ readonly rows: readonly RowOf<Name>[]; readonly extra: ExtraOf<Name> }>> {
  return new Promise((resolve) => {
    const stop = client.watch(name, input, ({ phase, rows, extra, failure }) => {
      if (phase === 'live' && extra !== null) resolve(ok({ rows, extra }));
      else if (phase === 'failed' && failure !== null) resolve(fail(failure.code, failure.message));
      else if (client.connection.phase === 'closed')
        resolve(fail('contract.closed', 'The engine went away.'));
      else return;
      // Not inside the first call: `stop` is not assigned before `watch` has returned.
      setImmediate(() => stop());
    });
  });
}

export const done: Result<ExitCode> = ok(exitCodes.ok);
