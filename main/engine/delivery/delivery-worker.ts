import { backoff, longestPauseMs } from '../../../core/domain/sync/backoff.ts';
import { type DeliveryStep, hasEnded } from '../../../core/domain/sync/delivery.ts';
import type { Entropy } from '../../../core/kernel/clock.ts';
import { type Failure, fail } from '../../../core/kernel/result.ts';
import { type DeliveryRow, readDelivery } from '../../../db/records/delivery.ts';
import { resumeDeliveries, settleDeliveries, takeDueDeliveries } from '../../../db/usecases/deliveries.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import type { Log } from '../../../node/log/log.ts';

export type Answered =
  | { readonly kind: 'confirm' }
  /** For good: sending it again would be answered the same. */
  | { readonly kind: 'refuse'; readonly reason: Failure }
  /** It may work later. */
  | { readonly kind: 'fail'; readonly reason: Failure };

export interface Destination {
  /** As the rows of its deliveries say. */
  readonly name: string;
  /**
   * Hands one over. It may have arrived before: whoever receives it takes one id once. Several are under way together,
   * begun in the order they were written.
   */
  send(delivery: DeliveryRow, signal: AbortSignal): Promise<Answered>;
}

export interface DeliveryWorker {
  readonly destination: string;
  /** Begins with what an earlier process left. */
  start(): void;
  /** How a delivery stands once it was answered, or after this long. Null when there is none of this id. */
  answer(id: string, withinMs: number): Promise<DeliveryRow | null>;
  /** Resolves when nothing is due now. */
  idle(): Promise<void>;
  /** What is under way is given up, and sent again at the next start. */
  close(): Promise<void>;
}

interface Options {
  readonly db: WorkspaceDb;
  readonly entropy: Entropy;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly destination: Destination;
  readonly answerWithinMs?: number;
}

const answerWithin = 30_000;
/** Sent together at most. */
const atOnce = 256;
/** After the database refused (a full disk), it is tried again after this long. */
const databasePause = 2_000;

/** Sends what waits for one destination: woken by the commit that queued it, else when the next is due. */
export function createDeliveryWorker(options: Options): DeliveryWorker {
  const { db, entropy, log, destination, answerWithinMs = answerWithin } = options;
  const stop = new AbortController();
  const waiting = new Map<string, Set<() => void>>();
  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  const isBusy = (): boolean => running !== null;

  /** Sends what is due once. Answers how long nothing is due after it; null when nothing waits. */
  const turn = async (): Promise<number | null> => {
    const now = db.clock.now();
    const bounds = { limit: atOnce, longestPause: longestPauseMs, answerWithin: answerWithinMs };
    const taken = takeDueDeliveries(db, destination.name, now, bounds);
    if (!taken.ok) {
      log.warn(taken.error.message, taken.error.facts);
      return databasePause;
    }
    const { due, ended, nextAt } = taken.value;
    for (const id of ended) tell(id);
    if (due.length === 0) return nextAt === null ? null : Math.max(0, nextAt - now);
    const steps = await Promise.all(due.map(send));
    if (stop.signal.aborted) return null;
    const settled = settleDeliveries(db, steps);
    if (!settled.ok) log.warn(settled.error.message, settled.error.facts);
    for (const { id } of due) tell(id);
    return settled.ok ? 0 : databasePause;
  };

  const send = async (row: DeliveryRow): Promise<{ readonly id: string; readonly step: DeliveryStep }> => {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(answerWithinMs)]);
    const answered = await Promise.race([handOver(row, signal), silence(signal)]);
    if (answered.kind !== 'fail') return { id: row.id, step: answered };
    const tryAt = db.clock.now() + backoff(row.attempts + 1, chance(entropy));
    return { id: row.id, step: { ...answered, tryAt: Math.min(tryAt, row.expiresAt) } };
  };

  const handOver = async (row: DeliveryRow, signal: AbortSignal): Promise<Answered> => {
    try {
      return await destination.send(row, signal);
    } catch (bug) {
      log.error('Sending a delivery failed.', bug, { id: row.id, kind: row.kind });
      return { kind: 'fail', reason: broken };
    }
  };

  const tell = (id: string): void => {
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  };

  const work = (): void => {
    if (stop.signal.aborted) return;
    again = true;
    running ??= Promise.resolve()
      .then(run)
      .catch((bug: unknown) => log.error('The deliveries stopped.', bug))
      .then(() => {
        running = null;
        if (again) work();
        return undefined;
      });
  };

  const run = async (): Promise<void> => {
    let pause: number | null = null;
    while ((again || pause === 0) && !stop.signal.aborted) {
      again = false;
      pause = await turn();
    }
    if (timer !== null) clearTimeout(timer);
    if (pause === null || stop.signal.aborted) return;
    // Looked at again before long: a clock that was set meanwhile moves what is due.
    timer = setTimeout(work, Math.min(pause, longestPauseMs));
    timer.unref();
  };

  const unfollow = db.feed.subscribe(({ changes }) => {
    if (changes.areas.has('deliveries')) work();
  });

  return {
    destination: destination.name,
    start() {
      const resumed = resumeDeliveries(db, destination.name);
      if (!resumed.ok) log.warn(resumed.error.message, resumed.error.facts);
      work();
    },
    answer(id, withinMs) {
      const row = readDelivery(db.read, id);
      if (row === null || hasEnded(row.state) || stop.signal.aborted) return Promise.resolve(row);
      return new Promise((resolve) => {
        const tellHow = (): void => {
          clearTimeout(patience);
          resolve(readDelivery(db.read, id));
        };
        const patience = setTimeout(() => {
          waiting.get(id)?.delete(tellHow);
          tellHow();
        }, withinMs);
        waiting.set(id, (waiting.get(id) ?? new Set()).add(tellHow));
      });
    },
    async idle() {
      while (isBusy()) await running;
    },
    async close() {
      unfollow();
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
      for (const id of waiting.keys()) tell(id);
    },
  };
}

const broken = fail('delivery.broken', 'Sending it failed; the log has the details.', {}, true).error;
const silent = fail('delivery.no-answer', 'No answer came in time; it is sent again.', {}, true).error;

function silence(signal: AbortSignal): Promise<Answered> {
  const answer: Answered = { kind: 'fail', reason: silent };
  return new Promise((resolve) => {
    if (signal.aborted) resolve(answer);
    signal.addEventListener('abort', () => resolve(answer), { once: true });
  });
}

/** From 0 up to 1. */
function chance(entropy: Entropy): number {
  return (entropy.bytes(1)[0] ?? 0) / 256;
}
