import { describe, expect, it } from 'vitest';
import {
  judge,
  judgeAgainAt,
  type Standing,
  type Terms,
} from '../../../core/domain/alerts/rules/lifecycle.ts';

const terms: Terms = { forMs: 60, keepMs: 30, cooldownMs: 100, noData: 'keep', toleranceMs: 500 };
type Truth = 'true' | 'false' | 'unknown';

/** Judged at the moments given; what it comes to after each. */
function life(moments: readonly (readonly [now: number, truth: Truth])[], over: Partial<Terms> = {}) {
  let standing: Standing | null = null;
  let before: number | null = 0;
  return moments.map(([now, truth]) => {
    standing = judge(standing, { now, truth, before }, { ...terms, ...over });
    before = now;
    return standing;
  });
}
const states = (...args: Parameters<typeof life>) => life(...args).map((standing) => standing?.state ?? null);

describe('an alert', () => {
  it('is pending until its condition has held for long enough', () => {
    expect(
      states([
        [10, 'true'],
        [69, 'true'],
        [70, 'true'],
      ]),
    ).toEqual(['pending', 'pending', 'firing']);
  });

  it('is nothing again when its condition stops holding before', () => {
    expect(
      states([
        [10, 'true'],
        [40, 'false'],
        [50, 'true'],
        [100, 'true'],
        [110, 'true'],
      ]),
    ).toEqual(['pending', null, 'pending', 'pending', 'firing']);
  });

  it('goes on firing for as long as it is kept, and a condition that holds again starts that anew', () => {
    expect(
      states([
        [0, 'true'],
        [60, 'true'],
        [70, 'false'],
        [90, 'true'],
        [95, 'false'],
        [124, 'false'],
        [125, 'false'],
      ]),
    ).toEqual(['pending', 'firing', 'firing', 'firing', 'firing', 'firing', 'resolved']);
  });

  it('does not fire again while it cools down', () => {
    const after = states(
      [
        [0, 'true'],
        [10, 'false'],
        [50, 'true'],
        [109, 'true'],
        [110, 'true'],
        [120, 'true'],
      ],
      { forMs: 0, keepMs: 0 },
    );
    expect(after).toEqual(['firing', 'resolved', 'resolved', 'resolved', 'firing', 'firing']);
  });

  it('stays as it is, fires or ends where its condition cannot be told, as its rule says', () => {
    const moments = [
      [0, 'true'],
      [60, 'true'],
      [70, 'unknown'],
      [200, 'unknown'],
    ] as const;
    expect(states(moments)).toEqual(['pending', 'firing', 'firing', 'firing']);
    expect(states(moments, { noData: 'resolve' })).toEqual(['pending', 'firing', 'firing', 'resolved']);
    expect(
      states(
        [
          [0, 'unknown'],
          [60, 'unknown'],
        ],
        { noData: 'fire' },
      ),
    ).toEqual(['pending', 'firing']);
    expect(
      states([
        [0, 'unknown'],
        [60, 'unknown'],
      ]),
    ).toEqual([null, null]);
  });

  it('counts time in which nobody judged up to what is tolerated', () => {
    expect(
      states([
        [10, 'true'],
        [500, 'true'],
      ]),
    ).toEqual(['pending', 'firing']);
    expect(
      life([
        [10, 'true'],
        [600, 'true'],
      ])[1],
    ).toEqual({ state: 'pending', since: 600, sinceAtLeast: true });
  });

  it('says "at least" where it held already when it was first judged', () => {
    const first = judge(null, { now: 5, truth: 'true', before: null }, { ...terms, forMs: 0 });
    expect(first).toMatchObject({ state: 'firing', since: 5, sinceAtLeast: true });
  });

  it('counts from now where the clock was set back', () => {
    const ahead: Standing = { state: 'pending', since: 10_000, sinceAtLeast: false };
    expect(judge(ahead, { now: 100, truth: 'true', before: 10_000 }, terms)).toMatchObject({ since: 100 });
  });

  it('names when it changes by itself', () => {
    expect(judgeAgainAt({ state: 'pending', since: 10, sinceAtLeast: false }, terms)).toBe(70);
    expect(judgeAgainAt({ state: 'resolved', resolvedAt: 10 }, terms)).toBe(110);
    expect(judgeAgainAt(null, terms)).toBe(null);
  });
});
