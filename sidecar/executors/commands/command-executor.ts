import { childEnvironment } from '../../../node/processes/child-environment.ts';
import { describeEnd } from '../../../node/processes/describe-end.ts';
import { withMemoryBound } from '../../../node/processes/memory-bound.ts';
import { type ProcessEnd, runProcess } from '../../../node/processes/run-process.ts';
import type { ExecutionContext, ExecutionOutcome, Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { type CommandOutput, createCommandOutput } from './command-output.ts';
import type { CommandProfile } from './command-profile.ts';
import { argumentsOf } from './command-profiles.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Agents save their session when asked to end. */
const GRACE_MS = 5000;

interface CommandOptions {
  readonly profile: CommandProfile;
  readonly model: string | null;
  readonly deps: ExecutorDeps;
}

/**
 * Runs a command-line agent in the workspace and reads what it streams. Its last word is the end of the run, also where the
 * process lives on or ends with another exit code than 0. A fix run goes on with the agent's session, where the profile
 * knows how.
 */
export function createCommandExecutor(options: CommandOptions): Executor {
  const { profile, deps } = options;
  let session: string | null = null;

  return {
    async run(context): Promise<ExecutionOutcome> {
      const over = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const output = createCommandOutput(options, context, ({ end: said }) => {
        if (said === null) clearTimeout(timer);
        timer =
          said === null ? undefined : (timer ?? setTimeout(() => over.abort(), profile.endSeconds * 1000));
      });
      const args = argumentsOf(profile, { prompt: context.prompt, model: options.model, session });
      const end = await runProcess({
        ...withMemoryBound({ command: profile.command, args }, context.limits.memoryBytes),
        folder: context.folder,
        // An agent signs in with keys of its own, which it takes from the environment.
        env: childEnvironment(deps.env, [], context.environment),
        input: profile.prompt === 'stdin' ? context.prompt : '',
        seconds: context.limits.seconds,
        outputBytes: context.limits.outputBytes,
        graceMs: GRACE_MS,
        signal: AbortSignal.any([context.signal, over.signal]),
        onText: (stream, text) => output.take(stream, text),
      });
      clearTimeout(timer);
      output.finish();
      session = output.facts().session ?? session;
      return outcomeOf(end, output, options, context);
    },
  };
}

function outcomeOf(
  end: ProcessEnd,
  output: CommandOutput,
  { profile, model }: CommandOptions,
  context: ExecutionContext,
): ExecutionOutcome {
  const { command, reading } = profile;
  const facts = output.facts();
  const failed = (error: string, retryable: boolean): ExecutionOutcome => ({
    ok: false,
    error: withoutSecrets(error, []),
    retryable,
  });
  if (facts.end === 'failure' || (facts.end === null && facts.error !== null && end.how === 'exited')) {
    return failed(`${command} failed: ${facts.error ?? 'it did not say why'}`, true);
  }
  if (facts.end === null) {
    if (end.how !== 'exited') {
      const retryable = end.how !== 'too-much-output' && end.how !== 'not-found';
      return failed(`${command} did not end by itself: ${describeEnd(end, context.limits)}.`, retryable);
    }
    if (end.code !== 0) {
      const why = output.stderr() === '' ? '' : `: ${output.stderr()}`;
      return failed(`${command} ended with exit code ${end.code}${why}`, true);
    }
    if (reading !== null && reading.end.length > 0) {
      return failed(`${command} ended with exit code 0, but never said that its work is done.`, true);
    }
  }
  if (output.isEmpty()) return failed(`${command} neither said nor did anything.`, true);
  const note = oddEnd(end, profile, context);
  if (note !== null)
    context.emit({ stream: 'note', text: `${command} said that its work is done; ${note}.` });
  return { ok: true, summary: facts.result ?? output.said(), model: facts.model ?? model };
}

/** What is worth a note when an agent's last word was that all went well. */
function oddEnd(end: ProcessEnd, profile: CommandProfile, context: ExecutionContext): string | null {
  if (end.how === 'aborted') return `it was still there ${profile.endSeconds} s later and was ended`;
  if (end.how !== 'exited') return describeEnd(end, context.limits);
  return end.code === 0 ? null : `then it ended with exit code ${end.code}`;
}
