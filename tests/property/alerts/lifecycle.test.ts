import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  judge,
  judgeAgainAt,
  type Standing,
  type Terms,
} from '../../../core/domain/alerts/rules/lifecycle.ts';

const length = fc.integer({ min: 0, max: 200 });
const someTerms = fc.record({ forMs: length, keepMs: length, cooldownMs: length });
/** For how long a condition holds and does not, by turns. */
const holding = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 });

function holdsAt(lengths: readonly number[], now: number): boolean {
  let end = 0;
  for (const [at, one] of lengths.entries()) {
    end += one;
    if (now < end) return at % 2 === 0;
  }
  return false;
}

/** Judged at each of these moments and whenever it said that it changes by itself. */
function firingTimes(lengths: readonly number[], terms: Terms, moments: ReadonlySet<number>): number[] {
  let standing: Standing | null = null;
  let before = 0;
  let nextAt: number | null = null;
  const fired: number[] = [];
  const until = lengths.reduce((sum, one) => sum + one, 0) + 1000;
  for (let now = 0; now <= until; now += 1) {
    if (!moments.has(now) && now !== nextAt) continue;
    const was: Standing | null = standing;
    const truth = holdsAt(lengths, now) ? 'true' : 'false';
    standing = judge(was, { now, truth, before }, terms);
    if (standing?.state === 'firing' && was?.state !== 'firing') fired.push(now);
    before = now;
    nextAt = judgeAgainAt(standing, terms);
  }
  return fired;
}

it('an alert fires at the same moments whether it is judged all the time or only when something changes', () => {
  fc.assert(
    fc.property(holding, someTerms, (lengths, some) => {
      const terms: Terms = { ...some, noData: 'keep', toleranceMs: 1_000_000 };
      const changes = new Set<number>([0]);
      let at = 0;
      for (const one of lengths) changes.add((at += one));
      const always = new Set(Array.from({ length: at + 1001 }, (_unused, now) => now));
      expect(firingTimes(lengths, terms, changes)).toEqual(firingTimes(lengths, terms, always));
    }),
  );
});
