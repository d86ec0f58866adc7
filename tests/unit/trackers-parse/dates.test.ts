import { describe, expect, it } from 'vitest';
import { dayOrderOf, findDates, readDate, writeDate } from '../../../core/domain/trackers/text/dates.ts';

describe('dates', () => {
  it.each([
    ['2026-02-16', '2026-02-16', '2026-11-03'],
    ['February 16, 2026', '2026-02-16', 'November 3, 2026'],
    ['February 06, 2026', '2026-02-06', 'November 03, 2026'],
    ['Feb 16, 2026', '2026-02-16', 'Nov 3, 2026'],
    ['16 February 2026', '2026-02-16', '3 November 2026'],
    ['16-Feb-2026', '2026-02-16', '3-Nov-2026'],
    ['MARCH 1 2026', '2026-03-01', 'NOVEMBER 3 2026'],
    ['March 6th, 2026', '2026-03-06', 'November 3rd, 2026'],
    ['16.02.2026', '2026-02-16', '03.11.2026'],
    ['2026/02/16', '2026-02-16', '2026/11/03'],
    ['02/16/2026', '2026-02-16', '11/03/2026'],
    ['16. Februar 2026', '2026-02-16', '3. November 2026'],
    ['16 de febrero de 2026', '2026-02-16', '3 de noviembre de 2026'],
    ['16 мая 2026', '2026-05-16', '3 ноября 2026'],
    ['2026年2月6日', '2026-02-06', '2026年11月3日'],
    ['2026년 2월 6일', '2026-02-06', '2026년 11월 3일'],
    ['2026. 2. 6.', '2026-02-06', '2026. 11. 3.'],
    ['**2026-02-16** (moved)', '2026-02-16', '**2026-11-03** (moved)'],
    ['2026-02-16T10:00Z', '2026-02-16', '2026-11-03T10:00Z'],
  ])('%s is read, and another day is written the same way', (raw, iso, other) => {
    const date = readDate(raw);
    expect(date?.iso).toBe(iso);
    expect(writeDate(iso, date?.format ?? '')).toBe(raw);
    expect(writeDate('2026-11-03', date?.format ?? '')).toBe(other);
  });

  it.each([
    'Q2 2026',
    'February 2026',
    'TBD',
    '2026-02-30',
    '2026-13-01',
    'v1.2.2026',
    '1.2.2026.1',
    '2026-01-01 to 2026-02-01',
    '2569-02-16',
    '',
  ])('%j states no single day', (raw) => {
    expect(readDate(raw)).toBeNull();
  });

  it('are not rewritten beside a weekday, which would turn false', () => {
    expect(readDate('Fri, March 6, 2026')).toBeNull();
  });

  it('with an unclear order of day and month stay unread until the document tells it', () => {
    expect(readDate('02/03/2026')).toBeNull();
    expect(readDate('02/03/2026', 'mdy')?.iso).toBe('2026-02-03');
    expect(readDate('02/03/2026', 'dmy')?.iso).toBe('2026-03-02');
    expect(dayOrderOf(['02/03/2026', '02/16/2026'])).toBe('mdy');
    expect(dayOrderOf(['02/16/2026', '16/02/2026'])).toBeNull();
  });

  it('are all found in a line that names several', () => {
    expect(findDates('2 days (2026-02-09 to 2026-02-11)').map((date) => date.iso)).toEqual([
      '2026-02-09',
      '2026-02-11',
    ]);
  });
});
