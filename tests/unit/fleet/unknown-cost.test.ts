import { describe, expect, test } from 'vitest';
import type { Spent } from '../../../core/domain/fleet/money/money.ts';
import { costText } from '../../../core/domain/fleet/money/money-text.ts';
import { budgetReached, latestSpent } from '../../../core/domain/fleet/money/spending.ts';
import type { FleetSettings } from '../../../core/domain/fleet/settings.ts';
import { createFleetHarness, spent } from '../../support/fleet/fleet-harness.ts';

const dollars = (micros: number) => ({
  money: { micros, currency: 'USD' },
  tokens: null,
  minutes: null,
});

/** An attempt at work on a task with a money budget of half a dollar. */
function working(settings: Partial<FleetSettings> = {}) {
  const bench = createFleetHarness(settings);
  bench.addAgent('a');
  bench.submit(1, { budget: dollars(500_000) });
  bench.plan();
  bench.accept(1);
  return bench;
}

const use = (bench: ReturnType<typeof working>, used: Spent) =>
  bench.run({ type: 'task.progress', ...bench.ref(1), percent: null, note: '', spent: used });

describe('a money budget', () => {
  test('stops its task at the first use whose cost is unknown', () => {
    const bench = working();
    expect(use(bench, spent(null, 0))).toEqual([]);
    expect(use(bench, spent(null, 184_000))[1]).toMatchObject({
      type: 'attempt.ended',
      reason: 'budget',
      next: 'dead-letter',
      error: expect.stringContaining('unknown, so the budget of USD 0.50 can’t be watched'),
    });
  });

  test('stops it also where something before was priced, or costs another currency', () => {
    const bench = working();
    use(bench, spent(1_000, 100));
    expect(use(bench, spent(null, 200))[1]).toMatchObject({ reason: 'budget', spent: { cost: null } });
    const other = working();
    expect(use(other, spent(1_000, 100, 'EUR'))[1]).toMatchObject({ reason: 'budget' });
  });

  test('is not held up by what costs nothing in whatever currency, nor by a late report', () => {
    const bench = working();
    use(bench, spent(0, 100, 'EUR'));
    use(bench, spent(2_000, 200));
    use(bench, spent(null, 150));
    expect(bench.task(1).spentNow).toEqual(spent(2_000, 200));
  });

  test('only warns where the person chose so, and still counts what is known', () => {
    const bench = working({ unknownCost: 'warn' });
    expect(use(bench, spent(null, 184_000))).toHaveLength(1);
    bench.fail(1, { spent: spent(null, 184_000) });
    expect(bench.task(1)).toMatchObject({ status: 'queued', unpricedBefore: 1 });
    const known = [spent(300_000, 1), spent(null, 5), spent(200_000, 1)];
    expect(budgetReached(dollars(500_000), known, 0, 'warn')).toContain('USD 0.50 spent');
    expect(budgetReached(dollars(500_001), known, 0, 'warn')).toBeNull();
  });

  test('leaves no further try to an attempt that ends anyway at an unknown cost', () => {
    const bench = working();
    expect(bench.fail(1, { spent: spent(null, 10) })[0]).toMatchObject({
      reason: 'budget',
      next: 'dead-letter',
    });
  });

  test('is watched by nobody where there is none: tokens and minutes need no price', () => {
    expect(
      budgetReached({ money: null, tokens: 100, minutes: null }, [spent(null, 10)], 0, 'stop'),
    ).toBeNull();
    expect(budgetReached(null, [spent(null, 10)], 0, 'stop')).toBeNull();
  });
});

test('what was used at an unknown cost is not told as what was known before', () => {
  expect(latestSpent(spent(5, 10), spent(null, 11)).cost).toBeNull();
  expect(latestSpent(spent(5, 10), spent(null, 10)).cost?.micros).toBe(5);
});

test('a report that cannot be true counts as the most that can, so that sums stay numbers', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const said = { cost: { micros: most, currency: 'USD' }, tokensIn: most, tokensOut: most };
  const { cost, tokensIn, tokensOut } = latestSpent(spent(null, 0), said);
  for (const one of [cost?.micros ?? most, tokensIn, tokensOut])
    expect(Number.isSafeInteger(500 * one)).toBe(true);
  const bench = working();
  expect(use(bench, { ...said, cost: null })[0]).toMatchObject({
    type: 'task.progressed',
    spent: { tokensIn },
  });
});

test('an unknown cost is never nothing', () => {
  const one = [{ micros: 1_240_000, currency: 'USD' }];
  expect([costText([], 0), costText([], 1), costText(one, 0), costText(one, 2)]).toEqual([
    '',
    'unknown',
    'USD 1.24',
    'at least USD 1.24',
  ]);
});
