import { expect, test } from 'vitest';
import { priceTable } from '../../../core/domain/fleet/money/price-table.ts';
import { costOf, ModelPrice, priceOf, type TokenCounts } from '../../../core/domain/fleet/money/prices.ts';

const day = (text: string) => Date.parse(text);
const none = { input: 0, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0, output: 0 };
const one = (counts: Partial<TokenCounts>): TokenCounts => ({ ...none, singleRequest: true, ...counts });

const price = (fields: Partial<ModelPrice>): ModelPrice =>
  ModelPrice.parse({
    model: 'sparrow-1',
    currency: 'USD',
    from: '2026-01-01',
    input: 3_000_000,
    output: 15_000_000,
    cacheRead: 300_000,
    cacheWrite: 3_750_000,
    ...fields,
  });

test('each kind of token is charged at its own rate', () => {
  const counts = one({ input: 1000, cacheRead: 10_000, cacheWrite: 2000, output: 500 });
  expect(costOf('sparrow-1', counts, day('2026-06-01'), [price({})])).toEqual({
    micros: 3000 + 3000 + 7500 + 7500,
    currency: 'USD',
  });
});

test('a cost is rounded half up once, after everything is added', () => {
  const table = [price({ input: 500_000, output: 250_000 })];
  expect(costOf('sparrow-1', one({ input: 1 }), day('2026-06-01'), table)?.micros).toBe(1);
  expect(costOf('sparrow-1', one({ output: 1 }), day('2026-06-01'), table)?.micros).toBe(0);
  expect(costOf('sparrow-1', one({ input: 1, output: 3 }), day('2026-06-01'), table)?.micros).toBe(1);
  expect(costOf('sparrow-1', one({ input: 1, output: 4 }), day('2026-06-01'), table)?.micros).toBe(2);
});

test('amounts beyond what a double counts exactly are exact', () => {
  const counts = one({ input: 9_007_199_254_740_991 });
  expect(costOf('sparrow-1', counts, day('2026-06-01'), [price({ input: 1_000_001 })])?.micros).toBe(
    Number(9_007_199_254_740_991n + 9_007_199_255n),
  );
});

test('a model the table does not know has an unknown cost, not a cost of zero', () => {
  expect(costOf('sparrow-2', one({ input: 5 }), day('2026-06-01'), [price({})])).toBeNull();
  expect(costOf('sparrow-1-large', one({ input: 5 }), day('2026-06-01'), [price({})])).toBeNull();
});

test('the price of the day counts, and none before its first day', () => {
  const table = [price({}), price({ from: '2026-03-01', input: 2_000_000 })];
  const at = (text: string) => costOf('sparrow-1', one({ input: 1 }), day(text), table)?.micros;
  expect(at('2025-12-31')).toBeUndefined();
  expect(at('2026-02-28T23:59:59Z')).toBe(3);
  expect(at('2026-03-01')).toBe(2);
});

test('of two prices for the same day the later one in the table counts', () => {
  expect(priceOf('sparrow-1', day('2026-06-01'), [price({}), price({ input: 1 })])?.input).toBe(1);
});

test('a pinned date, the latest and a mark in brackets name the same model', () => {
  for (const name of [
    'sparrow-1-20260304',
    'sparrow-1-2026-03-04',
    'sparrow-1-latest',
    'Sparrow-1',
    'sparrow-1[1m]',
  ]) {
    expect(priceOf(name, day('2026-06-01'), [price({})])?.model).toBe('sparrow-1');
  }
});

test('a request with a long input pays the long rates for all of it, and a sum of requests is uncertain', () => {
  const long = { over: 100, input: 30, output: 40, cacheRead: 50, cacheWrite: 60, cacheWriteHour: null };
  const table = [
    price({ input: 1_000_000, longInput: { ...long, input: 9_000_000, cacheRead: 2_000_000, output: 0 } }),
  ];
  const at = day('2026-06-01');
  expect(costOf('sparrow-1', one({ input: 100 }), at, table)?.micros).toBe(100);
  expect(costOf('sparrow-1', one({ input: 60, cacheRead: 41, output: 7 }), at, table)?.micros).toBe(
    60 * 9 + 41 * 2,
  );
  expect(costOf('sparrow-1', { ...one({ input: 101 }), singleRequest: false }, at, table)).toBeNull();
  expect(costOf('sparrow-1', { ...one({ input: 100 }), singleRequest: false }, at, table)?.micros).toBe(100);
});

test('the built-in table names each price once and keeps to what the providers publish', () => {
  const keys = priceTable.map((entry) => `${entry.model} ${entry.from}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const entry of priceTable) {
    expect(entry.cacheRead).toBeLessThan(entry.input);
    expect(entry.output).toBeGreaterThan(entry.input);
  }
  const cached = one({ cacheRead: 1_000_000 });
  expect(costOf('claude-sonnet-5-5', cached, day('2026-10-06'), priceTable)?.micros).toBe(200_000);
  expect(costOf('claude-sonnet-5-5', cached, day('2026-10-07'), priceTable)?.micros).toBe(100_000);
  const hour = one({ cacheWriteHour: 1_000_000 });
  expect(costOf('claude-opus-4-5-20251124', hour, day('2026-11-20'), priceTable)?.micros).toBe(10_000_000);
});
