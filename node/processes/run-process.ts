import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ownTree, signalTree } from './signal-tree.ts';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  readonly seconds: number;
  /** Both streams together; more ends the process. */
  readonly outputBytes: number;
  /** Time between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  readonly signal: AbortSignal;
  /** Called with decoded text as it comes; a character is never split. Bytes that are no UTF-8 become U+FFFD. */
  onText(stream: 'stdout' | 'stderr', text: string): void;
}

/** How a process ended. `exited` is the only end of its own choosing; a signal from elsewhere is `killed`. */
export type ProcessEnd =
  | { readonly how: 'exited'; readonly code: number }
  | { readonly how: 'killed'; readonly by: string }
  | { readonly how: 'timed-out' | 'aborted' | 'too-much-output' | 'not-found' }
  | { readonly how: 'not-started'; readonly message: string };

type Cause = 'timed-out' | 'aborted' | 'too-much-output';

/**
 * Runs a program in a process group of its own and answers when nothing of the group is left. Time, output and the
 * wait after SIGTERM are bounded; children it leaves behind are killed when it ends. A process that moved itself to
 * another session escapes the group: its output is cut off after the grace time and it runs on.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  if (request.signal.aborted) return { how: 'aborted' };

  // Node reports a missing folder and a missing program with the same words.
  if (!existsSync(request.folder)) {
    return { how: 'not-started', message: `The folder ${request.folder} is not there.` };
  }
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(request.command, [...request.args], {
      cwd: request.folder,
      env: { ...request.env },
      ...ownTree,
    });
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { how: 'not-started', message };
  }

  return await new Promise<ProcessEnd>((resolve) => {
    let cause: Cause | null = null;
    let outputBytes = 0;
    let exit: { code: number | null; signal: string | null } | null = null;
    const timers: ReturnType<typeof setTimeout>[] = [];

    const stop = (why: Cause) => {
      if (cause !== null || exit !== null) return;
      cause = why;
      signalTree(child, 'SIGTERM');
      timers.push(setTimeout(() => signalTree(child, 'SIGKILL'), request.graceMs));
    };
    const abort = () => stop('aborted');
    timers.push(setTimeout(() => stop('timed-out'), request.seconds * 1000));
    request.signal.addEventListener('abort', abort, { once: true });

    const finish = (end: ProcessEnd) => {
      for (const timer of timers) clearTimeout(timer);
      request.signal.removeEventListener('abort', abort);
      resolve(end);
    };

    for (const stream of ['stdout', 'stderr'] as const) {
      const decoder = new TextDecoder();
      const show = (text: string) => {
        if (text !== '') request.onText(stream, text);
      };
      child[stream].on('data', (chunk: Buffer) => {
        const room = request.outputBytes - outputBytes;
        outputBytes += chunk.length;
        if (room > 0) show(decoder.decode(chunk.subarray(0, room), { stream: true }));
        if (outputBytes > request.outputBytes) stop('too-much-output');
      });
      // A character that the bound cut is left out.
      child[stream].on('end', () => {
        if (outputBytes <= request.outputBytes) show(decoder.decode());
      });
    }
    // A program that reads no input, or ends before it has read it all, breaks the pipe: that is its business.
    child.stdin.on('error', () => {});
    child.stdin.end(request.input ?? '');

    child.on('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      finish(error.code === 'ENOENT' ? { how: 'not-found' } : { how: 'not-started', message: error.message });
    });
    child.on('exit', (code, signal) => {
      exit = { code, signal };
      signalTree(child, 'SIGKILL');
      timers.push(
        setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, request.graceMs),
      );
    });
    child.on('close', () => {
      if (exit === null) return;
      if (cause !== null) finish({ how: cause });
      else if (exit.code !== null) finish({ how: 'exited', code: exit.code });
      else finish({ how: 'killed', by: exit.signal ?? 'a signal' });
    });
  });
}
