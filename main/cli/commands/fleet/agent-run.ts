import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../../../core/kernel/result.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { machineClock, machineEntropy, machineTimekeeper } from '../../../../node/machine.ts';
import type { ExitReason } from '../../../../sidecar/sidecar-program.ts';
import { appVersion } from '../../../shells/installation.ts';
import { agentFolder, joinedFolder } from '../../agents/agent-folder.ts';
import type { CommandContext } from '../../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../../exit-codes.ts';
import { untilShutdownSignal } from '../../shutdown-signal.ts';

/** Finds the agent's folder: as named, in the workspace, or among those that joined a hub elsewhere. */
export function runAgent(
  context: CommandContext,
  name: string | null,
  place: string | null,
  leash: boolean,
): Promise<ExitCode> {
  if (place !== null) return runFolder(context, absolutePath(place, context.cwd), leash);
  if (name === null) {
    const text = 'Say which agent: its name, or its folder with --folder. Nothing was started.';
    context.out.failure(fail('value.not-allowed', text).error);
    return Promise.resolve(exitCodes.usage);
  }
  const places = [agentFolder(context.folder, name), joinedFolder(name)];
  const folder = places.find((one) => existsSync(join(one, 'agent.json')));
  if (folder === undefined) {
    const text = `No agent ${name} is set up on this machine. Nothing was started. "quarterdeck agent add" sets one up; --folder names one that lives elsewhere.`;
    context.out.failure(fail('agent.not-found', text).error);
    return Promise.resolve(exitCodes.notFound);
  }
  return runFolder(context, folder, leash);
}

/** `leash`: stops when standard input closes, so that whoever started it can't leave it behind. */
export async function runFolder(context: CommandContext, folder: string, leash: boolean): Promise<ExitCode> {
  const { out, env } = context;
  const stop = new AbortController();
  void untilShutdownSignal().then(() => stop.abort());
  if (leash) {
    process.stdin.resume();
    process.stdin.once('end', () => stop.abort());
    process.stdin.once('error', () => stop.abort());
  }
  // What joined with a token in the environment has written it down; nothing it runs needs to see it.
  const { QUARTERDECK_AGENT_TOKEN: _token, ...environment } = env;
  // Loaded only here: no other command should wait for it.
  const { runSidecar } = await import('../../../../sidecar/sidecar-program.ts');
  const reason = await runSidecar({
    folder,
    version: appVersion,
    environment,
    clock: machineClock,
    timekeeper: machineTimekeeper,
    entropy: machineEntropy,
    signal: stop.signal,
    log: ({ level, message }) => out.note(`${level}: ${message}`),
  });
  if (leash) process.stdin.pause();
  return exitOf(context, folder, reason);
}

function exitOf({ out }: CommandContext, folder: string, reason: ExitReason): ExitCode {
  switch (reason.kind) {
    case 'stopped':
      out.result({ folder, stopped: true }, []);
      return exitCodes.ok;
    case 'config':
      out.failure(reason.failure);
      return exitCodeOf(reason.failure.code);
    case 'running-already': {
      const text = `A sidecar runs in ${folder} already (process ${reason.holder.pid}). Nothing was started.`;
      out.failure(fail('agent.running', text, { pid: reason.holder.pid }).error);
      return exitCodes.conflict;
    }
    case 'disk-full': {
      const text = `The disk of ${reason.folder} is full, so a sidecar could not write down what it does. Nothing was started; free some space and start it again.`;
      out.failure(fail('agent.disk-full', text, { folder: reason.folder }).error);
      return exitCodes.unavailable;
    }
    default:
      return unreachable(reason);
  }
}
