import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IsoDate, isIsoDate } from '../../../core/kernel/time.ts';

describe('a day', () => {
  it.each([
    '2026-99-99',
    '2026-13-45',
    '2026-02-30',
    '2027-02-29',
    '2026-00-10',
    '2026-2-3',
    '2026-02-16T00:00',
    '',
  ])('is not %j', (text) => {
    expect(isIsoDate(text)).toBe(false);
    expect(IsoDate.safeParse(text).success).toBe(false);
  });

  it('is every day of the calendar as it is written in ISO', () => {
    const days = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        expect(isIsoDate(date.toISOString().slice(0, 10))).toBe(true);
      }),
    );
  });
});
