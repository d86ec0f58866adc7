import type { HubFrame } from '../../core/contract/hub/agent-frames.ts';
import type { FrameAnswer } from './unnumbered-frame.ts';

type Waiting = (answer: FrameAnswer) => void;

/** Frames of one connection that wait for the hub's answer, by number. */
export interface PendingAnswers {
  wait(n: number, answered: Waiting): void;
  /** Gives an answer to whoever waits for it. */
  take(frame: Extract<HubFrame, { t: 'settled' | 'refused' | 'rate-limited' }>): void;
  /** The connection ended: nobody will be answered any more. */
  lose(): void;
}

export function createPendingAnswers(answerMs: number): PendingAnswers {
  const waiting = new Map<number, { readonly answered: Waiting; readonly timer: NodeJS.Timeout }>();

  const answer = (n: number, value: FrameAnswer): void => {
    const one = waiting.get(n);
    if (one === undefined) return;
    waiting.delete(n);
    clearTimeout(one.timer);
    one.answered(value);
  };

  return {
    wait(n, answered) {
      waiting.set(n, { answered, timer: setTimeout(() => answer(n, { kind: 'lost' }), answerMs) });
    },
    take(frame) {
      if (frame.n === null) return;
      if (frame.t === 'settled') answer(frame.n, { kind: 'settled' });
      else if (frame.t === 'rate-limited') {
        answer(frame.n, { kind: 'limited', retryAfterMs: frame.retryAfterMs });
      } else {
        const { code, message, stale } = frame;
        answer(frame.n, { kind: 'refused', code, message, stale });
      }
    },
    lose() {
      for (const n of waiting.keys()) answer(n, { kind: 'lost' });
    },
  };
}
