import { cutText } from '../../../core/kernel/cut-text.ts';
import { childEnvironment } from '../../../node/processes/child-environment.ts';
import { describeEnd } from '../../../node/processes/describe-end.ts';
import { withMemoryBound } from '../../../node/processes/memory-bound.ts';
import { runProcess } from '../../../node/processes/run-process.ts';
import { createLineEmitter } from '../../streams/line-emitter.ts';
import type { ExecutionOutcome, Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { makeUsageFile } from './usage-file.ts';

const GRACE_MS = 5000;
/** One variable may take 128 KiB on Linux. */
const FAILED_CHARACTERS = 32_000;
/** What `sh` answers for a command that cannot be executed, and for one that isn't there. */
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;

/**
 * Runs the task's command with `sh -c` in the workspace: every host has it, and unlike a login shell it reads no personal
 * start files, so a command does the same on each. On a fix run it runs again, and learns from QUARTERDECK_FIX_RUN (1, 2,
 * ...) and QUARTERDECK_FAILED_CHECKS (text) what to do differently. What it used (a model it called) it may tell in the
 * file QUARTERDECK_USAGE_FILE, a JSON object per line: `{"model":"m","tokensIn":900,"tokensOut":80,"cost":{"micros":1200,"currency":"USD"}}`.
 */
export function createShellExecutor(deps: ExecutorDeps): Executor {
  return {
    async run(context): Promise<ExecutionOutcome> {
      const { work } = context.assignment;
      if (work.kind !== 'shell') return failed('The task has no command to run.', false);
      const show = (stream: 'stdout' | 'stderr') =>
        createLineEmitter(
          (text) => context.emit({ stream, text }),
          (state) => context.progress({ percent: null, note: state }),
        );
      const emitters = { stdout: show('stdout'), stderr: show('stderr') };
      const fix = context.run - 1;
      const usage = await makeUsageFile();
      const end = await runProcess({
        ...withMemoryBound({ command: 'sh', args: ['-c', work.command] }, context.limits.memoryBytes),
        folder: context.folder,
        env: childEnvironment(deps.env, deps.secretVariables, {
          ...context.environment,
          QUARTERDECK_USAGE_FILE: usage.path,
          ...(fix > 0
            ? {
                QUARTERDECK_FIX_RUN: String(fix),
                QUARTERDECK_FAILED_CHECKS: cutText(
                  context.failedChecks.replaceAll('\0', ''),
                  FAILED_CHARACTERS,
                ),
              }
            : {}),
        }),
        seconds: context.limits.seconds,
        outputBytes: context.limits.outputBytes,
        graceMs: GRACE_MS,
        signal: context.signal,
        onText: (stream, text) => emitters[stream].push(text),
      });
      emitters.stdout.flush();
      emitters.stderr.flush();
      const used = await usage.read();
      await usage.remove();
      if (used !== null) {
        context.spent(used.spent);
        if (used.skipped > 0)
          context.emit({ stream: 'note', text: `${used.skipped} lines of its usage could not be counted.` });
      }

      if (end.how !== 'exited') {
        const retryable = end.how !== 'too-much-output' && end.how !== 'not-found';
        return failed(`The command did not end by itself: ${describeEnd(end, context.limits)}.`, retryable);
      }
      if (end.code === 0)
        return { ok: true, summary: 'The command ended with exit code 0.', model: used?.model ?? null };
      if (end.code === NOT_FOUND) {
        return failed(
          'The command was not found on this host (exit code 127). Install it, or correct its name.',
          false,
        );
      }
      if (end.code === NOT_EXECUTABLE) {
        return failed('The command cannot be executed on this host (exit code 126).', false);
      }
      return failed(`The command ended with exit code ${end.code}.`, true);
    },
  };
}

const failed = (error: string, retryable: boolean): ExecutionOutcome => ({ ok: false, error, retryable });
