import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOrderOfRows, readTypedDay } from '../../../../renderer/domains/trackers/model/typed-day.ts';
import { formatDay } from '../../../../renderer/ui/text/format.ts';

const today = '2026-02-14';

describe('a day as a person types it', () => {
  it.each([
    ['24.12.2026', '2026-12-24'],
    ['Dec 24, 2026', '2026-12-24'],
    ['24. Dezember 2026', '2026-12-24'],
    ['+7', '2026-11-22'],
    ['', ''],
    ['soonish', null],
  ])('%j is read as %j', (text, day) => {
    expect(readTypedDay(text, '2026-11-15', today)).toBe(day);
  });

  it('is read in every form that the screen shows days in', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1950-01-01T00:00:00Z'),
          max: new Date('2150-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(readTypedDay(formatDay(day), '', today)).toBe(day);
        },
      ),
    );
  });

  it('is read in the order of days and months that the other dates of its tracker have', () => {
    const row = (raw: string) => ({
      fields: [
        {
          name: 'date',
          label: 'Due',
          kind: 'date' as const,
          value: '',
          raw,
          editable: true,
          locked: null,
        },
      ],
    });
    const order = dayOrderOfRows([row('03/04/2026'), row('24/12/2026')]);
    expect(readTypedDay('05/06/2026', '', today, order)).toBe('2026-06-05');
    expect(readTypedDay('05/06/2026', '', today, dayOrderOfRows([row('03/04/2026')]))).toBe(null);
  });
});
