import type { RowOf } from '../../../../core/contract/index.ts';
import type { Clock, Entropy } from '../../../../core/kernel/clock.ts';
import { JobId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { TopicBus } from '../../topics.ts';

/** Ended jobs stay listed so that a person can read what happened. */
const KEPT_ENDED = 20;

export type JobRow = RowOf<'jobs.list'>;

export interface JobProgress {
  readonly signal: AbortSignal;
  step(done: number, total: number | null, note: string): void;
}

export interface JobRegistry {
  list(): readonly JobRow[];
  cancel(jobId: JobId): Result<null, 'job.not-found'>;
  /** Runs work that a person may watch and stop. Also stops when the caller's own signal does. */
  run<Value, Code extends string>(
    title: string,
    callerSignal: AbortSignal,
    work: (job: JobProgress) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'job.cancelled'>>;
  /** Stops all of them and waits until each has put down what it was doing. */
  cancelAll(): Promise<void>;
}

export function createJobRegistry(clock: Clock, entropy: Entropy, topics: TopicBus): JobRegistry {
  const jobs = new Map<JobId, { row: JobRow; stop: AbortController }>();
  const running = new Set<Promise<unknown>>();

  function change(id: JobId, patch: Partial<JobRow>): void {
    const job = jobs.get(id);
    if (job === undefined) return;
    job.row = { ...job.row, ...patch };
    topics.publish('jobs');
  }

  function forgetOld(): void {
    const ended = [...jobs.values()].filter((job) => job.row.state !== 'running');
    for (const job of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) jobs.delete(job.row.id);
  }

  return {
    list: () => [...jobs.values()].map((job) => job.row).reverse(),
    cancel(jobId) {
      const job = jobs.get(jobId);
      if (job === undefined)
        return fail('job.not-found', 'This job has ended and is no longer listed.', { jobId });
      if (job.row.state === 'running') job.stop.abort();
      return ok(null);
    },
    async run(title, callerSignal, work) {
      const id = JobId.parse(`jo_${Buffer.from(entropy.bytes(9)).toString('base64url')}`);
      const stop = new AbortController();
      const row: JobRow = {
        id,
        title,
        state: 'running',
        done: 0,
        total: null,
        note: '',
        startedAt: clock.now(),
      };
      jobs.set(id, { row, stop });
      forgetOld();
      topics.publish('jobs');
      const signal = AbortSignal.any([stop.signal, callerSignal]);
      const outcome = work({ signal, step: (done, total, note) => change(id, { done, total, note }) });
      running.add(outcome);
      try {
        const ended = await outcome;
        const cancelled = !ended.ok && ended.error.code === 'job.cancelled';
        change(id, {
          state: ended.ok ? 'done' : cancelled ? 'cancelled' : 'failed',
          ...(ended.ok ? {} : { note: ended.error.message }),
        });
        return ended;
      } catch (error) {
        change(id, { state: 'failed', note: 'Stopped by an error; the diagnostics page has the details.' });
        throw error;
      } finally {
        running.delete(outcome);
      }
    },
    async cancelAll() {
      for (const job of jobs.values()) job.stop.abort();
      await Promise.allSettled(running);
    },
  };
}
