import { expect, test } from 'vitest';
import type { RollUp } from '../../../core/domain/metrics/metric.ts';
import { rollUp } from '../../../core/domain/metrics/roll-up.ts';

const rules: Readonly<Record<string, RollUp>> = {
  'tasks.completed': 'sum',
  'queue.high': 'max',
  'work.p95': 'max',
  tokens: 'sum',
};
const ruleOf = (name: string): RollUp => rules[name] ?? 'mean';

test('counts are added, levels keep their peak, shares their mean', () => {
  expect(
    rollUp(
      [
        { 'tasks.completed': 3, 'queue.high': 7, 'tasks.success-rate': 100 },
        { 'tasks.completed': 4, 'queue.high': 2, 'tasks.success-rate': 50 },
      ],
      ruleOf,
    ),
  ).toEqual({ 'tasks.completed': 7, 'queue.high': 7, 'tasks.success-rate': 75 });
});

test('a part that measured nothing counts for nothing, and nothing but such parts is no value', () => {
  expect(
    rollUp([{ 'work.p95': null, tokens: 5 }, { tokens: null }, { 'tasks.success-rate': 40 }, {}], ruleOf),
  ).toEqual({
    tokens: 5,
    'tasks.success-rate': 40,
  });
  expect(rollUp([], ruleOf)).toEqual({});
});
