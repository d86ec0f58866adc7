import { describe, expect, it } from 'vitest';
import { TaskId } from '../../../core/kernel/ids.ts';
import { stillHeld } from '../../../sidecar/attempts/attempt-hold.ts';
import type { FrameAnswer } from '../../../sidecar/connection/unnumbered-frame.ts';

const key = { taskId: TaskId.parse('ta_one'), generation: 2 };
const refused = (stale: boolean, code: string): FrameAnswer => ({
  kind: 'refused',
  code,
  message: 'No.',
  stale,
});

/** Asks with these answers, in order; 'away' is a hub that is not connected. Ten minutes pass with each question. */
async function ask(answers: readonly (FrameAnswer | 'away')[], signal = new AbortController().signal) {
  let asked = 0;
  const held = await stillHeld({
    key,
    signal,
    steady: () => asked * 10 * 60_000,
    send(frame, answered) {
      expect(frame).toEqual({ t: 'holds', ...key });
      const answer = answers[asked] ?? 'away';
      asked += 1;
      if (answer === 'away') return false;
      answered(answer);
      return true;
    },
  });
  return [held.ok ? 'held' : held.error.code, asked];
}

describe('whether an attempt is still held', () => {
  it('is the hub’s word', async () => {
    expect(await ask([{ kind: 'settled' }])).toEqual(['held', 1]);
    expect(await ask([refused(true, 'attempt.stale')])).toEqual(['attempt.lost', 1]);
  });

  it('is asked again of a hub that was away, or could not say', async () => {
    expect(await ask(['away', { kind: 'settled' }])).toEqual(['held', 2]);
    expect(await ask([refused(false, 'agent.offline'), { kind: 'settled' }])).toEqual(['held', 2]);
    expect(await ask([{ kind: 'lost' }, refused(true, 'attempt.stale')])).toEqual(['attempt.lost', 2]);
  });

  it('is nobody’s guess: without a word for long enough it counts as no', async () => {
    expect(await ask([])).toEqual(['attempt.unconfirmed', 2]);
    expect(await ask([], AbortSignal.abort())).toEqual(['attempt.unconfirmed', 0]);
  });
});
