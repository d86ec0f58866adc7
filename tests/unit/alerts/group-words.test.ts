import { describe, expect, it } from 'vitest';
import { groupWords } from '../../../core/domain/alerts/group-words.ts';

const worst = ['a', 'b', 'c'].map((name) => ({ summary: `${name} is stuck`, detail: 'For an hour.' }));

describe('what a banner says', () => {
  it('of one alert is what the alert says', () => {
    const words = groupWords({ count: 1, severity: 'warning', worst: worst.slice(0, 1) }, 'Stuck task');
    expect(words).toEqual({ title: 'a is stuck', body: 'For an hour.' });
  });

  it('of as many as it names is their number and each of them', () => {
    const words = groupWords({ count: 3, severity: 'warning', worst }, 'Stuck task');
    expect(words).toEqual({ title: '3 × Stuck task', body: 'a is stuck\nb is stuck\nc is stuck' });
  });

  it('of a storm is the worst and how many more there are', () => {
    const words = groupWords({ count: 100_000, severity: 'warning', worst }, 'Stuck task');
    expect(words).toEqual({
      title: '100,000 × Stuck task',
      body: 'a is stuck\nb is stuck\nc is stuck\nand 99,997 more',
    });
  });
});
