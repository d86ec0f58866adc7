import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');

export interface ChildProgram {
  readonly process: ChildProcess;
  readonly lines: readonly string[];
  /** The first line that fits, past ones included. Fails when the program ends without it. */
  line(fits: (line: string) => boolean): Promise<string>;
  say(line: string): void;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Starts a program of this repository under the running Node, `through` another if need be; killed, if need be, when the test is over. */
export function startProgram(
  file: string,
  args: readonly string[],
  env?: Record<string, string>,
  through: (command: readonly string[]) => readonly string[] = (command) => command,
): ChildProgram {
  const [program = '', ...words] = through([process.execPath, resolve(root, file), ...args]);
  const child = spawn(program, words, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: env ?? process.env,
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  let errors = '';
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      over = true;
      for (const recheck of waiting) recheck();
      resolve(code);
    });
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const recheck of waiting) recheck();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  onTestFinished(async () => {
    if (!over) child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    lines,
    ended,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const recheck = (): void => {
          const found = lines.find(fits);
          if (found === undefined && !over) return;
          waiting.delete(recheck);
          if (found === undefined)
            reject(new Error(`ended without the line:\n${lines.join('\n')}\n${errors}`));
          else resolve(found);
        };
        waiting.add(recheck);
        recheck();
      }),
    say: (line) => void child.stdin.write(`${line}\n`),
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
