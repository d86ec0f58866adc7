import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SendOutcome } from '../../../core/contract/transport/frame-port.ts';
import { type EngineFrame, wireLimits } from '../../../core/contract/transport/wire.ts';
import { ok } from '../../../core/kernel/result.ts';
import { createTopicBus } from '../../../main/engine/topics.ts';
import { type LiveView, startLiveView } from '../../../main/engine/wire/live-view.ts';

describe('a live view', () => {
  let rows: { id: string; n: number }[];
  let reads: number;
  let buffered: number;
  let outcome: SendOutcome;
  let sent: EngineFrame[];
  let view: LiveView;
  const topics = createTopicBus((error) => {
    throw error;
  });

  beforeEach(() => {
    vi.useFakeTimers();
    rows = [{ id: 'a', n: 0 }];
    reads = 0;
    buffered = 0;
    outcome = 'sent';
    sent = [];
    view = startLiveView({
      id: 1,
      topics,
      view: {
        topics: ['jobs'],
        read: async () => {
          reads += 1;
          return ok({ rows: [...rows], extra: {} });
        },
      },
      send: (frame) => {
        sent.push(frame);
        return frame.t === 'failed' ? 'sent' : outcome;
      },
      buffered: () => buffered,
    });
  });

  afterEach(() => {
    view.stop();
    vi.useRealTimers();
  });

  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  test('does not read while too many bytes wait for its client, and resets once they have left', async () => {
    await pass(wireLimits.pushEveryMilliseconds);
    view.acknowledge(0);
    buffered = wireLimits.bufferedBytes + 1;
    rows = [{ id: 'a', n: 1 }];
    topics.publish('jobs');
    await pass(10 * wireLimits.pushEveryMilliseconds);
    expect(sent).toHaveLength(1);
    expect(reads).toBe(1);
    buffered = 0;
    await pass(2 * wireLimits.pushEveryMilliseconds);
    expect(sent.at(-1)).toMatchObject({ t: 'reset', seq: 1, rows: [{ id: 'a', n: 1 }] });
  });

  test('reads at most once per interval even when reading finds nothing new', async () => {
    for (let round = 0; round < 100; round += 1) {
      topics.publish('jobs');
      await pass(1);
    }
    expect(reads).toBeLessThanOrEqual(4);
    expect(sent).toHaveLength(1);
  });

  test('says that it failed when a push is larger than a frame may be', async () => {
    await pass(wireLimits.pushEveryMilliseconds);
    outcome = 'too-large';
    rows = [{ id: 'b', n: 2 }];
    topics.publish('jobs');
    await pass(wireLimits.pushEveryMilliseconds);
    expect(sent.at(-1)).toMatchObject({ t: 'failed', error: { code: 'contract.too-large' } });
  });

  test('ignores acknowledgements of pushes it never made', async () => {
    await pass(wireLimits.pushEveryMilliseconds);
    view.acknowledge(99);
    for (let n = 1; n < 10; n += 1) {
      rows = [{ id: 'a', n }];
      topics.publish('jobs');
      await pass(wireLimits.pushEveryMilliseconds);
    }
    expect(sent).toHaveLength(wireLimits.unackedPushes);
  });
});
