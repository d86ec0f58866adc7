import { setTimeout as wait } from 'node:timers/promises';
import { cutTextBefore } from '../../core/kernel/cut-text.ts';
import { captureRun } from '../../node/processes/captured-run.ts';
import { childEnvironment } from '../../node/processes/child-environment.ts';
import { describeEnd } from '../../node/processes/describe-end.ts';

/** Pauses before the second, third and fourth try. */
export const wakePausesMs: readonly number[] = [5_000, 15_000, 30_000];

const OUTPUT_BYTES = 16 * 1024 * 1024;

export interface WakeDeps {
  readonly command: string;
  readonly seconds: number;
  readonly pausesMs: readonly number[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly extra: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  note(text: string): void;
}

/** Runs the host's wake command (start a model server, mount a disk). Null when it went well, else what went wrong. */
export async function wakeUp(deps: WakeDeps): Promise<string | null> {
  const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
  const bounds = { seconds: deps.seconds, outputBytes: OUTPUT_BYTES };
  let problem = '';
  for (const pause of [...deps.pausesMs, null]) {
    const run = await captureRun({
      ...bounds,
      command: shell,
      args: [flag, deps.command],
      folder: deps.folder,
      env: childEnvironment(deps.environment, [], deps.extra),
      graceMs: 5_000,
      signal: deps.signal,
    });
    if (run.ok) return null;
    const how =
      run.end.how === 'exited' ? `it ended with code ${run.end.code}` : describeEnd(run.end, bounds);
    problem = `The wake command failed: ${how}. ${cutTextBefore(run.tail.trim(), 500)}`.trim();
    if (deps.signal.aborted || pause === null) break;
    deps.note(`${problem} Trying again in ${pause / 1000} s.`);
    await wait(pause, null, { signal: deps.signal }).catch(() => null);
  }
  return `${problem} It was tried ${deps.pausesMs.length + 1} times; correct \`wake\` in this agent's agent.json.`;
}
