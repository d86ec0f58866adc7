import { describe, expect, it } from 'vitest';
import { resolveTheme } from '../../../renderer/ui/frame/theme.ts';
import { describeParts, markLabels, markOrder } from '../../../renderer/ui/marks/mark.ts';
import { omitUndefined } from '../../../renderer/ui/omit-undefined.ts';
import {
  daysBetween,
  englishLocale,
  formatBytes,
  formatCount,
  formatDay,
  formatDuration,
  formatMoney,
  formatNumber,
  formatRelative,
} from '../../../renderer/ui/text/format.ts';

const minute = 60_000;
const now = Date.UTC(2026, 1, 14, 10, 42);

describe('the locale of the screens', () => {
  it.each([
    [['en-GB', 'en'], 'en-GB'],
    [['de-AT', 'en-IE', 'en'], 'en-IE'],
    [['en-001'], 'en-001'],
    [['de-DE', 'de'], 'en'],
    [['en'], 'en'],
    [[], 'en'],
  ])('%j gives %j: the words are English, the order is the person’s', (languages, locale) => {
    expect(englishLocale(languages)).toBe(locale);
  });

  it('groups thousands and keeps the first figures of small numbers', () => {
    expect([2500, 12, 0.00421, 0].map(formatNumber)).toEqual(['2,500', '12', '0.00421', '0']);
  });
});

describe('times', () => {
  it.each([
    [now - 20_000, 'just now'],
    [now - 14 * minute, '14 min ago'],
    [now - 125 * minute, '2 h ago'],
    [now + 4 * minute, 'in 4 min'],
    [now - 30 * 60 * minute, 'Feb 13, 2026'],
  ])('%j reads %j', (at, words) => {
    expect(formatRelative(at, now)).toBe(words);
  });

  it('show an ISO date in words and leave other text alone', () => {
    expect(formatDay('2026-02-16')).toBe('Feb 16, 2026');
    expect(formatDay('end of March')).toBe('end of March');
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
  });

  it.each([
    [850, '850 ms'],
    [41_000, '41 s'],
    [12 * minute, '12 min'],
    [125 * minute, '2 h 5 min'],
    [76 * 60 * minute, '3 d 4 h'],
    [59_700, '1 min'],
    [6 * 60 * minute - 20_000, '6 h'],
    [48 * 60 * minute - minute, '2 d'],
    [-2 * minute, '−2 min'],
  ])('%j ms lasts %j', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

describe('amounts', () => {
  it('are short and exact enough', () => {
    expect(formatMoney(18.42)).toBe('$18.42');
    expect(formatMoney(0.0042)).toBe('$0.0042');
    expect(formatBytes(41_300_000)).toBe('41 MB');
    expect(formatBytes(1_234)).toBe('1.2 kB');
    expect(formatCount(1, 'finding')).toBe('1 finding');
    expect(formatCount(3200, 'entry', 'entries')).toBe('3,200 entries');
  });
});

describe('marks', () => {
  it('each have a word and a place in the order', () => {
    expect([...markOrder].sort()).toEqual(Object.keys(markLabels).sort());
  });

  it('say a bar in words', () => {
    expect(
      describeParts([
        { mark: 'done', count: 18 },
        { mark: 'review', count: 0 },
        { mark: 'blocked', count: 2 },
      ]),
    ).toBe('18 done, 2 blocked of 20');
    expect(describeParts([])).toBe('nothing counted yet');
  });
});

describe('the theme', () => {
  it('follows the system only where asked to', () => {
    expect(resolveTheme('system', { dark: true, moreContrast: false })).toBe('dark');
    expect(resolveTheme('system', { dark: false, moreContrast: true })).toBe('contrast');
    expect(resolveTheme('light', { dark: true, moreContrast: true })).toBe('light');
  });
});

describe('present', () => {
  it('drops what is undefined and keeps null and false', () => {
    expect(omitUndefined({ a: undefined, b: null, c: false, d: 0 })).toEqual({ b: null, c: false, d: 0 });
  });
});
