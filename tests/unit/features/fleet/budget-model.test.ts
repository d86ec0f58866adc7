import { describe, expect, test } from 'vitest';
import { budgetDraftOf, readBudget } from '../../../../renderer/features/hub/budget-model.ts';

const nothing = budgetDraftOf(null);

describe('the usual budget', () => {
  test('is none when nothing is limited', () => {
    expect(readBudget(nothing).budget).toBeNull();
  });

  test('limits only what was named, money in millionths', () => {
    expect(readBudget({ ...nothing, money: '2.50', currency: 'eur' }).budget).toEqual({
      money: { micros: 2_500_000, currency: 'EUR' },
      tokens: null,
      minutes: null,
    });
    expect(readBudget({ ...nothing, minutes: '30' }).budget).toEqual({
      money: null,
      tokens: null,
      minutes: 30,
    });
  });

  test('is read back as it was typed', () => {
    const draft = { money: '0.25', currency: 'USD', tokens: '100000', minutes: '90' };
    expect(budgetDraftOf(readBudget(draft).budget ?? null)).toEqual(draft);
  });

  test('says which part is wrong', () => {
    const read = readBudget({ money: '-1', currency: 'dollars', tokens: '1.5', minutes: '20000' });
    expect(Object.keys(read.problems).toSorted()).toEqual(['currency', 'minutes', 'money', 'tokens']);
    expect(read.budget).toBeUndefined();
  });
});
