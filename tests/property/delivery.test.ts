import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoff, longestPauseMs } from '../../core/domain/sync/backoff.ts';
import {
  advanceDelivery,
  DELIVERY_STATES,
  type DeliveryProgress,
  type DeliveryStep,
  hasEnded,
} from '../../core/domain/sync/delivery.ts';

const time = fc.integer({ min: 0, max: 1e13 });
const reason = fc.record({
  code: fc.constantFrom('db.disk-full', 'task.not-found'),
  message: fc.string(),
  retryable: fc.boolean(),
  facts: fc.constant({}),
});
const anyStep: fc.Arbitrary<DeliveryStep> = fc.oneof(
  fc.record({ kind: fc.constant('release'), at: time }),
  fc.record({ kind: fc.constant('send'), answerBy: time }),
  fc.record({ kind: fc.constant('confirm') }),
  fc.record({ kind: fc.constantFrom('refuse', 'expire'), reason }),
  fc.record({ kind: fc.constant('fail'), reason, tryAt: time }),
);

const start = (state: 'held' | 'queued'): DeliveryProgress => ({
  state,
  attempts: 0,
  nextAt: state === 'held' ? null : 0,
  expiresAt: 1e13,
  reason: null,
});

const runOf = (first: DeliveryProgress, steps: readonly DeliveryStep[]): DeliveryProgress[] => {
  const run = [first];
  for (const step of steps) run.push(advanceDelivery(run.at(-1) ?? first, step) ?? run.at(-1) ?? first);
  return run;
};

describe('a delivery', () => {
  it('is due or has ended wherever it stands once released; the attempts never fall; an end is for good', () => {
    fc.assert(
      fc.property(fc.constantFrom('held', 'queued'), fc.array(anyStep, { maxLength: 30 }), (state, steps) => {
        const run = runOf(start(state), steps);
        for (const [at, after] of run.entries()) {
          expect(after.nextAt === null).toBe(after.state === 'held' || hasEnded(after.state));
          expect(after.expiresAt).toBe(1e13);
          const before = run[at - 1];
          if (before === undefined) continue;
          expect(after.attempts - before.attempts).toBe(
            after !== before && steps[at - 1]?.kind === 'send' ? 1 : 0,
          );
          expect(hasEnded(before.state) && after !== before).toBe(false);
        }
      }),
    );
  });

  it('is confirmed only after it was sent, and whatever is not confirmed says why', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
        const last = runOf(start('held'), steps).at(-1);
        const { state, attempts, reason: why } = last ?? start('held');
        expect(state === 'confirmed' && (attempts === 0 || why !== null)).toBe(false);
        expect((state === 'refused' || state === 'expired') && why === null).toBe(false);
      }),
    );
  });

  it('reaches an end from every state by steps that are open to it', () => {
    const refused: DeliveryStep = {
      kind: 'refuse',
      reason: { code: 'x.y', message: '', retryable: false, facts: {} },
    };
    const wayOut: Readonly<Record<(typeof DELIVERY_STATES)[number], readonly DeliveryStep[]>> = {
      held: [{ kind: 'release', at: 1 }, { kind: 'send', answerBy: 2 }, refused],
      queued: [{ kind: 'send', answerBy: 2 }, { kind: 'send', answerBy: 3 }, { kind: 'confirm' }],
      sent: [{ kind: 'confirm' }],
      confirmed: [],
      refused: [],
      expired: [],
    };
    for (const state of DELIVERY_STATES) {
      const from = { ...start('queued'), state };
      expect([state, hasEnded(runOf(from, wayOut[state]).at(-1)?.state ?? 'held')]).toEqual([state, true]);
    }
  });
});

it('a pause is at least half a second, at most five minutes, and its longest grows with each failure', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, chance) => {
        const pause = backoff(attempts, chance);
        expect(pause).toBeGreaterThanOrEqual(500);
        expect(pause).toBeLessThanOrEqual(longestPauseMs);
        expect(backoff(attempts + 1, 0)).toBeGreaterThanOrEqual(pause);
      },
    ),
  );
  expect([1, 2, 3, 9, 10].map((attempts) => backoff(attempts, 0))).toEqual([
    1000, 2000, 4000, 256_000, 300_000,
  ]);
});
