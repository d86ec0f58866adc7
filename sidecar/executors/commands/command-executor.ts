import { childEnvironment } from '../../../node/processes/child-environment.ts';
import { describeEnd } from '../../../node/processes/describe-end.ts';
import { withMemoryBound } from '../../../node/processes/memory-bound.ts';
import { type ProcessEnd, runProcess } from '../../../node/processes/run-process.ts';
import { createLineEmitter } from '../../streams/line-emitter.ts';
import { createLineReader } from '../../streams/read-lines.ts';
import type { ExecutionContext, ExecutionOutcome, Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import type { CommandProfile } from './command-profile.ts';
import { argumentsOf } from './command-profiles.ts';
import { type CommandFacts, createCommandReader } from './read-command-line.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Agents save their session when asked to end. */
const GRACE_MS = 5000;
const LINE_CHARACTERS = 8 * 1024 * 1024;
const ERROR_CHARACTERS = 500;
const SUMMARY_CHARACTERS = 4000;

/**
 * Runs a command-line agent in the workspace and reads what it streams. Lines that are not what its profile describes are
 * shown as they are. A fix run goes on with the agent's session, where the profile knows how.
 */
export function createCommandExecutor(options: {
  readonly profile: CommandProfile;
  readonly model: string | null;
  readonly deps: ExecutorDeps;
}): Executor {
  const { profile, deps } = options;
  let session: string | null = null;

  return {
    async run(context): Promise<ExecutionOutcome> {
      const output = createOutput(options, context);
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
        signal: context.signal,
        onText: (stream, text) => output.take(stream, text),
      });
      output.finish();
      const facts = output.facts();
      session = facts.session ?? session;
      return outcomeOf(end, { facts, said: output.said(), stderr: output.stderr() }, options, context);
    },
  };
}

function createOutput(
  options: { readonly profile: CommandProfile; readonly model: string | null; readonly deps: ExecutorDeps },
  context: ExecutionContext,
) {
  const { reading } = options.profile;
  const show = (stream: 'stdout' | 'stderr' | 'model' | 'tool') =>
    createLineEmitter((text) => context.emit({ stream, text }));
  const emitters = {
    stdout: show('stdout'),
    stderr: show('stderr'),
    model: show('model'),
    tool: show('tool'),
  };
  const reader = reading && createCommandReader(reading, options);
  let lines = createLineReader({ maxCharacters: LINE_CHARACTERS });
  let stderr = '';
  let said = '';

  const say = (text: string) => {
    emitters.model.push(text);
    said = `${said}${text}`.slice(-SUMMARY_CHARACTERS);
  };
  const handleLine = (line: string) => {
    const read = line.trim() === '' ? null : (reader?.read(line) ?? null);
    if (read === null) {
      emitters.stdout.push(`${line}\n`);
      if (reader === null) said = `${said}${line}\n`.slice(-SUMMARY_CHARACTERS);
      return;
    }
    for (const text of read.texts) say(reading?.textInPieces === true ? text : `${text}\n`);
    for (const tool of read.tools) {
      emitters.model.flush();
      emitters.tool.push(`${tool}\n`);
      context.progress({ percent: null, note: tool.slice(0, 200) });
    }
    if (read.spent !== null) context.spent(read.spent);
  };

  return {
    take(stream: 'stdout' | 'stderr', text: string) {
      if (stream === 'stderr') {
        emitters.stderr.push(text);
        stderr = `${stderr}${text}`.slice(-ERROR_CHARACTERS);
        return;
      }
      const found = lines.pushText(text);
      if ('kind' in found) {
        emitters.stdout.push(
          `[a line of more than ${found.limit.toLocaleString('en')} characters is left out]\n`,
        );
        lines = createLineReader({ maxCharacters: LINE_CHARACTERS });
        return;
      }
      for (const line of found) handleLine(line);
    },
    finish() {
      for (const line of lines.finish()) handleLine(line);
      for (const emitter of Object.values(emitters)) emitter.flush();
    },
    facts: (): CommandFacts => reader?.facts() ?? { model: null, result: null, error: null, session: null },
    said: () => said.trim(),
    stderr: () => stderr.trim(),
  };
}

function outcomeOf(
  end: ProcessEnd,
  output: { readonly facts: CommandFacts; readonly said: string; readonly stderr: string },
  options: { readonly profile: CommandProfile; readonly model: string | null },
  context: ExecutionContext,
): ExecutionOutcome {
  const { command } = options.profile;
  const { facts } = output;
  const failed = (error: string, retryable: boolean): ExecutionOutcome => ({
    ok: false,
    error: withoutSecrets(error, []),
    retryable,
  });
  if (end.how !== 'exited') {
    const retryable = end.how !== 'too-much-output' && end.how !== 'not-found';
    return failed(`${command} did not end by itself: ${describeEnd(end, context.limits)}.`, retryable);
  }
  if (facts.error !== null) return failed(`${command} failed: ${facts.error}`, true);
  if (end.code !== 0) {
    const why = output.stderr === '' ? '' : `: ${output.stderr}`;
    return failed(`${command} ended with exit code ${end.code}${why}`, true);
  }
  return {
    ok: true,
    summary: facts.result ?? output.said,
    model: facts.model ?? options.model,
  };
}
