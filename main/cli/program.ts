import { Command, CommanderError, Option } from 'commander';
import { absolutePath } from '../../node/files/absolute-path.ts';
import { defaultWorkspace } from '../shells/default-workspace.ts';
import type { OpenWebShell } from '../shells/web-shell.ts';
import type { Act } from './act.ts';
import { registerActor } from './commands/actor.ts';
import { registerAlert } from './commands/alerts/alert.ts';
import { registerConflict } from './commands/conflict.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerFinding } from './commands/finding.ts';
import { registerAgent } from './commands/fleet/agent.ts';
import { registerHub } from './commands/fleet/hub.ts';
import { registerMetrics } from './commands/fleet/metrics.ts';
import { registerDeadLetter, registerTask } from './commands/fleet/task.ts';
import { registerOpen } from './commands/open.ts';
import { registerEvidence } from './commands/readiness/evidence.ts';
import { registerException } from './commands/readiness/gates/exception.ts';
import { registerGate } from './commands/readiness/gates/gate.ts';
import { registerSignoff } from './commands/readiness/signoff.ts';
import { registerSlo } from './commands/readiness/slo.ts';
import { registerRebuild } from './commands/rebuild.ts';
import { registerBundle } from './commands/releases/bundle.ts';
import { registerEnvironment } from './commands/releases/environment.ts';
import { registerLineage } from './commands/releases/lineage.ts';
import { registerServe } from './commands/serve.ts';
import { registerTracker } from './commands/tracker.ts';
import type { CommandContext } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createOutput, printableStreams, type Streams } from './output.ts';

export interface ProcessEnvironment {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly interactive: boolean;
  readonly appVersion: string;
  readonly streams: Streams;
  readonly openWebShell: OpenWebShell;
}

/** Runs one command line and gives its exit code. Throws only for bugs. */
export async function runCommandLine(
  args: readonly string[],
  environment: ProcessEnvironment,
): Promise<ExitCode> {
  const { streams } = environment;
  const printed = printableStreams(streams);
  let code: ExitCode = exitCodes.ok;
  const act: Act = async (command, work) => {
    code = await work(contextOf(command, environment));
  };
  const program = new Command('quarterdeck')
    .description('Trackers, agents and evidence of a programme in one local workspace.')
    .version(environment.appVersion)
    .addOption(new Option('--workspace <dir>', 'the workspace folder').env('QUARTERDECK_WORKSPACE'))
    .option('--json', 'print results as JSON')
    .option('--as <name>', 'act as this actor')
    .showHelpAfterError('(add --help for details)')
    .configureOutput({
      writeOut: (text) => printed.out(text),
      writeErr: (text) => printed.err(text),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 bug, 2 usage, 3 refused, 4 not found, 5 conflict, 6 unavailable.',
    )
    .exitOverride();
  registerOpen(program, act, environment.openWebShell);
  registerServe(program, act, environment.openWebShell);
  registerTracker(program, act);
  registerFinding(program, act);
  registerConflict(program, act);
  registerEvidence(program, act);
  registerGate(program, act);
  registerException(program, act);
  registerLineage(program, act);
  registerBundle(program, act);
  registerEnvironment(program, act);
  registerSignoff(program, act);
  registerSlo(program, act);
  registerAlert(program, act);
  registerAgent(program, act);
  registerTask(program, act);
  registerDeadLetter(program, act);
  registerHub(program, act);
  registerMetrics(program, act);
  registerRebuild(program, act);
  registerActor(program, act);
  registerDoctor(program, act);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what was wrong (or printed the help that was asked for).
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    throw error;
  }
}

function contextOf(command: Command, { cwd, env, interactive, streams }: ProcessEnvironment): CommandContext {
  const options = command.optsWithGlobals<{ workspace?: string; json?: boolean; as?: string }>();
  return {
    out: createOutput(options.json ?? false, streams),
    folder: options.workspace === undefined ? defaultWorkspace() : absolutePath(options.workspace, cwd),
    named: options.workspace !== undefined,
    cwd,
    as: options.as ?? null,
    env,
    interactive,
  };
}
