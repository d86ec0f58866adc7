import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { openReadable } from '../connection.ts';
import { knownFailure } from '../failures.ts';
import { Reader } from '../handle.ts';
import { type JobName, readerJobs } from './jobs.ts';

/** What the pool hands a worker: a job and the port its answer goes to. */
export interface JobRequest {
  readonly name: JobName;
  readonly input: unknown;
  readonly answer: MessagePort;
}

/** The thread's own read-only connection. It can't write, whatever it is asked. */
function serve(file: string): void {
  const db = openReadable(file);
  const read = new Reader(db);
  parentPort?.on('message', ({ name, input, answer }: JobRequest) => {
    answer.postMessage(run(read, file, name, input));
    answer.close();
  });
}

function run(read: Reader, file: string, name: JobName, input: unknown): Result<unknown> {
  // Input and job come from one typed call in the pool; the union of jobs can't say so.
  const job: (read: Reader, input: never) => unknown = readerJobs[name];
  try {
    return ok(Reflect.apply(job, null, [read, input]));
  } catch (error) {
    const failure = knownFailure(error, file);
    if (failure !== null) return failure;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return fail('db.reader-failed', `A read of the workspace failed: ${detail}`, { job: name });
  }
}

const data: unknown = workerData;
if (typeof data === 'object' && data !== null && 'file' in data && typeof data.file === 'string')
  serve(data.file);
