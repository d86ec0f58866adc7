import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { FrameAnswer, UnnumberedFrame } from '../connection/unnumbered-frame.ts';
import type { AttemptKey } from './attempt-record.ts';

/** How long a hub that does not answer is waited for; then the work is kept as it is. */
const LONGEST_MS = 15 * 60_000;
const AGAIN_MS = 500;

export interface HoldDeps {
  readonly key: AttemptKey;
  readonly send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => boolean;
  readonly steady: () => number;
  readonly signal: AbortSignal;
}

/** Asks the hub whether the attempt is still ours, and waits for a connection where there is none. */
export async function stillHeld({ key, send, steady, signal }: HoldDeps): Promise<Result<null>> {
  const until = steady() + LONGEST_MS;
  while (!signal.aborted && steady() < until) {
    const { promise, resolve } = Promise.withResolvers<FrameAnswer>();
    const answer = send({ t: 'holds', ...key }, resolve) ? await promise : null;
    if (answer?.kind === 'settled') return ok(null);
    if (answer?.kind === 'refused' && answer.stale) {
      return fail('attempt.lost', `The hub has given this attempt up: ${answer.message}`);
    }
    const asked = answer?.kind === 'limited' ? answer.retryAfterMs : 0;
    await wait(Math.max(AGAIN_MS, asked), null, { signal }).catch(() => null);
  }
  return fail(
    'attempt.unconfirmed',
    signal.aborted
      ? 'The attempt was stopped.'
      : 'The hub could not be asked whether this attempt is still wanted.',
    {},
    true,
  );
}
