import { MessageChannel, Worker } from 'node:worker_threads';
import { type Failure, fail, type Result } from '../../core/kernel/result.ts';
import type { JobInput, JobName, JobOutput } from './jobs.ts';

export interface ReaderPoolOptions {
  readonly file: string;
  /** The bundled worker; from source, the file beside this one. */
  readonly entry?: URL;
  readonly threads?: number;
  /** Jobs that may wait; one more is refused at once. */
  readonly queue?: number;
}

export interface ReaderPool {
  /**
   * Runs one read on a thread of its own. Aborting answers at once; a read already running finishes and its result is
   * dropped.
   */
  run<Name extends JobName>(
    name: Name,
    input: JobInput<Name>,
    signal?: AbortSignal,
  ): Promise<Result<JobOutput<Name>>>;
  /** Waiting jobs end as cancelled. */
  close(): Promise<void>;
}

interface Job {
  start(thread: Thread): void;
  fail(error: Failure): void;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
}

const THREADS = 2;
const QUEUE = 64;

/** Threads start with the first job. One that dies fails its job and is replaced by the next job that needs it. */
export function createReaderPool(options: ReaderPoolOptions): ReaderPool {
  const entry = options.entry ?? new URL('./worker.ts', import.meta.url);
  const threads = new Set<Thread>();
  const waiting: Job[] = [];
  let closed = false;

  const startThread = (): Thread => {
    const worker = new Worker(entry, { workerData: { file: options.file } });
    // A reader never keeps the engine from exiting.
    worker.unref();
    const thread: Thread = { worker, job: null };
    threads.add(thread);
    const gone = (detail: string): void => {
      if (!threads.delete(thread)) return;
      thread.job?.fail(readerFailed(detail));
      if (!closed) next();
    };
    worker.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => gone(`the reading thread ended with ${code}`));
    return thread;
  };

  const next = (): void => {
    const job = waiting[0];
    if (job === undefined || closed) return;
    const idle = [...threads].find((thread) => thread.job === null);
    if (idle === undefined && threads.size >= (options.threads ?? THREADS)) return;
    waiting.shift();
    const thread = idle ?? startThread();
    thread.job = job;
    job.start(thread);
  };

  return {
    run<Name extends JobName>(name: Name, input: JobInput<Name>, signal?: AbortSignal) {
      return new Promise<Result<JobOutput<Name>>>((resolve) => {
        const job: Job = {
          start: (thread) => {
            const { port1, port2 } = new MessageChannel();
            port1.once('message', (answer: Result<JobOutput<Name>>) => {
              port1.close();
              thread.job = null;
              signal?.removeEventListener('abort', cancel);
              resolve(answer);
              next();
            });
            thread.worker.postMessage({ name, input, answer: port2 }, [port2]);
          },
          fail: (error) => {
            signal?.removeEventListener('abort', cancel);
            resolve({ ok: false, error });
          },
        };
        const cancel = (): void => {
          const at = waiting.indexOf(job);
          if (at !== -1) waiting.splice(at, 1);
          resolve(cancelled());
        };
        if (closed || signal?.aborted === true) return resolve(cancelled());
        if (waiting.length >= (options.queue ?? QUEUE)) return resolve(busy());
        signal?.addEventListener('abort', cancel, { once: true });
        waiting.push(job);
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.fail(cancelled().error);
      const running = [...threads];
      for (const { job } of running) job?.fail(cancelled().error);
      threads.clear();
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}

function cancelled() {
  return fail('job.cancelled', 'The search or report was given up before it was done. Nothing was changed.');
}

function busy() {
  return fail(
    'db.readers-busy',
    'Too many searches and reports are under way. Nothing was changed; try again in a moment.',
    {},
    true,
  );
}

function readerFailed(detail: string): Failure {
  return fail(
    'db.reader-failed',
    `A search or report could not be finished: ${detail}. Nothing was changed; try again.`,
    { detail },
    true,
  ).error;
}
