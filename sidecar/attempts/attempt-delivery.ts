import { setTimeout as wait } from 'node:timers/promises';
import { cutText } from '../../core/kernel/cut-text.ts';
import { type FrameAnswer, isFinal, type UnnumberedFrame } from '../connection/unnumbered-frame.ts';
import { type AttemptKey, type AttemptRecord, type Ending, keyText } from './attempt-record.ts';
import { type RecordKeeping, saveRecord } from './save-record.ts';

/** Pauses double from here while the hub can't take something in, up to the longest. */
const SEND_RETRY_MS = 1_000;
const LONGEST_MS = 30_000;

export interface DeliveryDeps extends RecordKeeping {
  readonly send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => boolean;
  /** The hub has taken the end in, or does not want it. */
  readonly settle: (key: AttemptKey) => Promise<void>;
}

export interface AttemptDelivery {
  /**
   * Sends what this attempt still has to report while the hub is connected; called again at every welcome. Never
   * rejects.
   */
  deliver(key: AttemptKey): Promise<void>;
}

/** Delivers reports and ends to the hub, in order, until it confirms them. */
export function createAttemptDelivery(deps: DeliveryDeps): AttemptDelivery {
  const { journal, log, signal } = deps;
  const busy = new Set<string>();

  /** Null when the hub does not listen. */
  const ask = (frame: UnnumberedFrame): Promise<FrameAnswer> | null => {
    const { promise, resolve } = Promise.withResolvers<FrameAnswer>();
    return deps.send(frame, resolve) ? promise : null;
  };
  const current = (key: AttemptKey): AttemptRecord | undefined => {
    const record = journal.records.get(keyText(key));
    return record?.stage === 'settled' ? undefined : record;
  };
  const nextFrame = ({ reports, ending, assignment, stage }: AttemptRecord): UnnumberedFrame | null => {
    const { taskId, generation } = assignment;
    const [report] = reports;
    if (report !== undefined) return { t: 'verified', taskId, generation, report };
    return stage === 'ready' ? withoutNumber(ending) : null;
  };

  /** False when there is nothing more to send; `again` when the same has to be sent once more. */
  async function step(
    record: AttemptRecord,
    frame: UnnumberedFrame,
    answer: FrameAnswer,
    tries: number,
  ): Promise<boolean | 'again'> {
    const key = record.assignment;
    if (answer.kind !== 'settled' && !(answer.kind === 'refused' && isFinal(answer))) {
      const backoff = Math.min(LONGEST_MS, SEND_RETRY_MS * 2 ** tries);
      const pause = answer.kind === 'limited' ? Math.max(answer.retryAfterMs, 100) : backoff;
      await wait(pause, null, { signal }).catch(() => null);
      return 'again';
    }
    if (answer.kind === 'refused' && answer.stale) {
      log.warn('The hub gave this attempt to someone else; its result was dropped.', facts(key));
      await deps.settle(key);
      return false;
    }
    if (frame.t === 'verified') {
      const now = current(key);
      if (now !== undefined) await saveRecord(deps, { ...now, reports: now.reports.slice(1) });
      return true;
    }
    if (answer.kind === 'refused' && frame.t === 'complete') {
      // Otherwise the task would be held for ever: the hub is told why there is no result.
      log.error('The hub refused the result.', answer.code, facts(key));
      const error = cutText(`The hub refused the result of this attempt: ${answer.message}`, 2000);
      const { result: _, ...rest } = frame;
      const ending: Ending = { ...rest, n: 1, t: 'fail', reason: 'failed', error, retryable: true };
      await saveRecord(deps, { ...record, ending });
      return true;
    }
    await deps.settle(key);
    return false;
  }

  return {
    async deliver(key) {
      const name = keyText(key);
      if (busy.has(name)) return;
      busy.add(name);
      try {
        for (let tries = 0; ; ) {
          const record = current(key);
          const frame = record === undefined ? null : nextFrame(record);
          const asked = frame === null || signal.aborted ? null : ask(frame);
          if (record === undefined || frame === null || asked === null) return;
          const went = await step(record, frame, await asked, tries);
          if (went === false) return;
          tries = went === 'again' ? Math.min(tries + 1, 10) : 0;
        }
      } catch (error) {
        log.error('Telling the hub broke down.', error, facts(key));
      } finally {
        busy.delete(name);
      }
    },
  };
}

const facts = (key: AttemptKey) => ({ taskId: key.taskId, generation: key.generation });

function withoutNumber(ending: Ending | null): UnnumberedFrame | null {
  if (ending === null) return null;
  const { n: _, ...frame } = ending;
  return frame;
}
