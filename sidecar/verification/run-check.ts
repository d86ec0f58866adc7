import { stat } from 'node:fs/promises';
import type { z } from 'zod';
import type { VerificationStep } from '../../core/domain/fleet/tasks/task.ts';
import type { CheckStatus } from '../../core/domain/fleet/tasks/verification.ts';
import type { Timekeeper } from '../../core/kernel/clock.ts';
import { cutText, cutTextBefore } from '../../core/kernel/cut-text.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import { childEnvironment } from '../../node/processes/child-environment.ts';
import { describeEnd } from '../../node/processes/describe-end.ts';
import { runProcess } from '../../node/processes/run-process.ts';
import { createLineEmitter } from '../streams/line-emitter.ts';
import { confinedPath } from '../tools/confined-path.ts';
import { detectTestCommand } from './test-command.ts';

/** A check may print a lot; only the end is kept. Beyond this it is ended. */
const OUTPUT_BYTES = 1024 * 1024 * 1024;
const TAIL = 4000;
const GRACE_MS = 5000;

export interface CheckDeps {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly extra: Readonly<Record<string, string>>;
  readonly secretVariables: readonly string[];
  readonly timekeeper: Timekeeper;
  readonly signal: AbortSignal;
  /** A line that a check printed: it is a sign of life, as what the work prints is. */
  print(stream: 'stdout' | 'stderr', text: string): void;
  /** A line is overwritten, as progress bars do. */
  alive(): void;
  /** What is left of the time of the whole run. */
  readonly seconds: number;
}

export interface CheckAnswer {
  readonly status: z.infer<typeof CheckStatus>;
  readonly tail: string;
}

export async function runCheck(step: VerificationStep, deps: CheckDeps): Promise<CheckAnswer> {
  if (deps.seconds <= 0)
    return { status: 'timeout', tail: 'The time for this verification run was over before.' };
  switch (step.type) {
    case 'file_exists':
      return fileExists(step.path, deps.folder);
    case 'git_clean':
      return gitClean(deps);
    case 'command_succeeds':
      return command(step.command, deps);
    case 'test_passes': {
      const found = step.command ?? detectTestCommand(deps.folder);
      if (found !== null) return command(found, deps);
      const tail =
        'No test command was found: there is no package.json with a test script, Makefile with a target test, Cargo.toml, go.mod, mix.exs or Python configuration. Name the command in the verification step.';
      return { status: 'error', tail };
    }
    default:
      return unreachable(step);
  }
}

async function fileExists(path: string, folder: string): Promise<CheckAnswer> {
  const confined = await confinedPath(folder, path);
  if (!confined.ok) return { status: 'error', tail: cutText(confined.message, TAIL) };
  const facts = await stat(confined.path).catch(() => null);
  if (facts === null) return { status: 'fail', tail: `${path} does not exist.` };
  return { status: 'pass', tail: '' };
}

async function gitClean(deps: CheckDeps): Promise<CheckAnswer> {
  const run = await bounded(deps, 'git', ['status', '--porcelain']);
  if (run.status !== 'pass') return { ...run, status: run.status === 'fail' ? 'error' : run.status };
  if (run.tail.trim() === '') return { status: 'pass', tail: '' };
  return { status: 'fail', tail: cutText(`Not committed:\n${run.tail}`, TAIL) };
}

const command = (text: string, deps: CheckDeps): Promise<CheckAnswer> =>
  process.platform === 'win32'
    ? bounded(deps, 'cmd.exe', ['/d', '/s', '/c', text])
    : bounded(deps, '/bin/sh', ['-c', text]);

async function bounded(deps: CheckDeps, program: string, args: readonly string[]): Promise<CheckAnswer> {
  let tail = '';
  const show = (stream: 'stdout' | 'stderr') =>
    createLineEmitter(
      (line) => deps.print(stream, line),
      () => deps.alive(),
    );
  const lines = { stdout: show('stdout'), stderr: show('stderr') };
  const end = await runProcess({
    command: program,
    args,
    folder: deps.folder,
    env: childEnvironment(deps.environment, deps.secretVariables, { ...deps.extra, CI: '1' }),
    seconds: deps.seconds,
    outputBytes: OUTPUT_BYTES,
    graceMs: GRACE_MS,
    signal: deps.signal,
    onText: (stream, text) => {
      tail = cutTextBefore(tail + text, TAIL);
      lines[stream].push(text);
    },
  });
  lines.stdout.flush();
  lines.stderr.flush();
  if (end.how === 'exited') {
    const said = end.code === 0 ? tail : withLast(tail, `(exit code ${end.code})`);
    return { status: end.code === 0 ? 'pass' : 'fail', tail: said };
  }
  const words = `(${describeEnd(end, { seconds: deps.seconds, outputBytes: OUTPUT_BYTES })})`;
  return { status: end.how === 'timed-out' ? 'timeout' : 'error', tail: withLast(tail, words) };
}

const withLast = (tail: string, line: string): string =>
  `${cutTextBefore(tail, TAIL - line.length - 1).trimEnd()}\n${line}`.trim();
