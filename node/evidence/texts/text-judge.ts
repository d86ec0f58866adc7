import { Worker } from 'node:worker_threads';
import { failed, type Judgement, quoted, unreachable } from '../judgement.ts';
import type { TextTask } from './judge-text.ts';

/**
 * Judges texts on a thread of its own, one at a time: parsers hold their thread as long as a text makes them, and take as
 * much memory, so both have a bound there.
 */
export interface TextJudge {
  /** Rejects when it is aborted. */
  judge(task: TextTask, signal: AbortSignal): Promise<Judgement>;
  /** What is not judged by then is answered as unreachable. */
  close(): Promise<void>;
}

export interface TextBounds {
  readonly seconds: number;
  readonly memoryMb: number;
}

/** The largest contract in YAML takes some ten seconds and 700 MB. */
const BOUNDS: TextBounds = { seconds: 60, memoryMb: 1024 };
/** The thread keeps its compiled schemas for the next text that long. */
const IDLE_MS = 5000;

export function createTextJudge(bounds = BOUNDS): TextJudge {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ended = thread;
    thread = null;
    await ended?.terminate();
  }

  function start(): Worker {
    const started = new Worker(new URL('./text-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: bounds.memoryMb },
      // Nothing that a parser may warn of belongs among what the engine prints.
      stdout: true,
      stderr: true,
    });
    // Also between two texts: whoever waits for one is told by listeners of its own.
    started.on('error', () => {});
    started.on('exit', () => {
      if (thread === started) thread = null;
    });
    // It never keeps a program from ending.
    started.unref();
    return started;
  }

  async function ask(task: TextTask, signal: AbortSignal): Promise<Judgement> {
    signal.throwIfAborted();
    const notRead = unreachable(`${task.name} was not read: the program is ending.`);
    if (closed) return notRead;
    clearTimeout(idle);
    thread ??= start();
    const asked = thread;
    const { promise, resolve, reject } = Promise.withResolvers<Judgement>();
    const giveUp = (): void => reject(signal.reason);
    const dead = (why: string): void => resolve(failed(`${task.name} could not be read: ${why}.`));
    const timer = setTimeout(
      () => dead(`that took longer than ${bounds.seconds} seconds`),
      bounds.seconds * 1000,
    );
    signal.addEventListener('abort', giveUp, { once: true });
    let answered = false;
    const answer = (judgement: Judgement): void => {
      answered = true;
      resolve(judgement);
    };
    const fault = (error: unknown): void =>
      dead(quoted(error instanceof Error ? error.message : String(error)));
    const exit = (): void => (closed ? resolve(notRead) : dead('its reader ended'));
    asked.on('message', answer).on('error', fault).on('exit', exit);
    asked.postMessage(task);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      asked.off('message', answer).off('error', fault).off('exit', exit);
      if (!answered) await end();
      else idle = setTimeout(() => void end(), IDLE_MS).unref();
    }
  }

  return {
    judge(task, signal) {
      const judged = last.then(() => ask(task, signal));
      last = judged.catch(() => undefined);
      return orAborted(judged, signal);
    },
    async close() {
      closed = true;
      await end();
    },
  };
}

/** Also while others are judged. */
async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const giveUp = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
