import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { writeDate } from '../../../core/domain/trackers/text/calendar/date-format.ts';
import { dayOrderOf } from '../../../core/domain/trackers/text/calendar/date-forms.ts';
import { findDates, readDate, readDay } from '../../../core/domain/trackers/text/dates.ts';
import { mainDates } from '../../../db/reducers/main-dates.ts';

describe('a day that no calendar has', () => {
  it.each(['2026-02-30', '2026-13-01', '0000-00-00', '9999-99-99'])(
    '%s is no due day, and is named',
    (day) => {
      const doc = parseTracker(
        `# P\n\n| Task | Status | Due |\n|---|---|---|\n| Weld | open | ${day} |\n| Paint | open | 2026-03-01 |\n`,
      );
      expect(doc.items.map(({ fields }) => mainDates(fields).due)).toEqual([null, '2026-03-01']);
      expect(JSON.stringify([doc.skipped, doc.guesses])).toContain(day);
    },
  );
});

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
    ['16. Okt. 2026', '2026-10-16', '3. Nov. 2026'],
    ['1er mars 2026', '2026-03-01', '3 novembre 2026'],
    ['16 janv. 2026', '2026-01-16', '3 nov. 2026'],
    ['1º de março de 2026', '2026-03-01', '3 de novembro de 2026'],
    ['16 października 2026', '2026-10-16', '3 listopada 2026'],
    ['16 июл 2026', '2026-07-16', '3 нояб 2026'],
    ['16.02.26', '2026-02-16', '03.11.26'],
    ['16-Feb-26', '2026-02-16', '3-Nov-26'],
    ['2/16/26', '2026-02-16', '11/3/26'],
    ['2026-Feb-16', '2026-02-16', '2026-Nov-3'],
    ['16th of February 2026', '2026-02-16', '3rd of November 2026'],
    ['Mon, Feb 16, 2026', '2026-02-16', 'Tue, Nov 3, 2026'],
    ['Freitag, 6. März 2026', '2026-03-06', 'Dienstag, 3. November 2026'],
    ['6 марта 2026 (пт)', '2026-03-06', '3 ноября 2026 (вт)'],
    ['2026年3月6日(金)', '2026-03-06', '2026年11月3日(火)'],
    ['10:00, 16 Feb 2026', '2026-02-16', '10:00, 3 Nov 2026'],
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

  it('know other abbreviations than the one they write', () => {
    expect(readDate('Sept 16, 2026')).toEqual({ iso: '2026-09-16', format: 'Mon D, YYYY' });
    expect(readDate('16 Sept. 2026')?.iso).toBe('2026-09-16');
  });

  it('write no dot behind a month that is no abbreviation', () => {
    expect(writeDate('2026-05-03', readDate('16. Okt. 2026')?.format ?? '')).toBe('3. Mai 2026');
  });

  it('take a word of few letters for a weekday only where its case or a mark says so', () => {
    expect(readDate('do 15.03.2026')?.format).toBe('do {DD.MM.YYYY}');
    expect(writeDate('2026-03-20', readDate('Do 19.03.2026')?.format ?? '')).toBe('Fr 20.03.2026');
  });

  it.each(['26.01.15', '15/01/26', '1.2.26', '3/15', '12', '30 February 2026', '31.02.2026'])(
    '%j could be several days or none, so it is read as none',
    (raw) => {
      expect(readDay(raw)).toBeNull();
    },
  );

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

describe('where a day is asked for', () => {
  it.each([
    ['2026-03-01 to 2026-04-15', '2026-03-01', '2026-04-15'],
    ['2026-03-01 – 2026-04-15', '2026-03-01', '2026-04-15'],
    ['2026-03-01/2026-04-15', '2026-03-01', '2026-04-15'],
    ['1 Mar – 15 Apr 2026', '2026-03-01', '2026-04-15'],
    ['1–15 March 2026', '2026-03-01', '2026-03-15'],
    ['1-15 March 2026', '2026-03-01', '2026-03-15'],
    ['March 1–15, 2026', '2026-03-01', '2026-03-15'],
    ['01.–15.03.2026', '2026-03-01', '2026-03-15'],
    ['01.03.2026 bis 15.04.2026', '2026-03-01', '2026-04-15'],
    ['2026年3月1日～15日', '2026-03-01', '2026-03-15'],
    ['с 1 марта по 15 апреля 2026', '2026-03-01', '2026-04-15'],
  ])('%s is a range of which the first day begins and the last is due', (raw, first, last) => {
    expect(readDay(raw, null, 'first')?.day).toBe(first);
    expect(readDay(raw, null, 'last')?.day).toBe(last);
  });

  it.each([
    ['~~2026-03-01~~ 2026-04-01', '~~2026-03-01~~ 2026-05-09'],
    ['<del>March 1, 2026</del> April 1, 2026', '<del>March 1, 2026</del> May 9, 2026'],
    ['2026-04-01 (was 2026-03-01)', '2026-05-09 (was 2026-03-01)'],
    ['2026-03-01 → 2026-04-01', '2026-03-01 → 2026-05-09'],
    ['01.04.2026 (verschoben von 01.03.2026)', '09.05.2026 (verschoben von 01.03.2026)'],
  ])('%s has moved: the new day counts, and only it is rewritten', (raw, other) => {
    const told = readDay(raw);
    expect(told?.day).toBe('2026-04-01');
    expect(writeDate('2026-05-09', told?.format ?? '')).toBe(other);
  });

  it.each([
    ['Q2 2026', '2026-06-30'],
    ['2026-Q2', '2026-06-30'],
    ['2026 Q4', '2026-12-31'],
    ["Q1'26", '2026-03-31'],
    ['3Q26', '2026-09-30'],
    ['2. Quartal 2026', '2026-06-30'],
    ['2e trimestre 2026', '2026-06-30'],
    ['T2 2026', '2026-06-30'],
    ['II квартал 2026 г.', '2026-06-30'],
    ['II kwartał 2026', '2026-06-30'],
    ['2026年第2四半期', '2026-06-30'],
    ['2026年第二季度', '2026-06-30'],
    ['2026년 2분기', '2026-06-30'],
    ['H1 2026', '2026-06-30'],
    ['2. Halbjahr 2026', '2026-12-31'],
    ['2026年下半年', '2026-12-31'],
    ['March 2026', '2026-03-31'],
    ['Februar 2028', '2028-02-29'],
    ['fin mars 2026', '2026-03-31'],
    ['marzec 2026', '2026-03-31'],
    ['2026-03', '2026-03-31'],
    ['2026年3月', '2026-03-31'],
    ['Q2–Q3 2026', '2026-09-30'],
    ['~Q3 2026 (stretch)', '2026-09-30'],
    ['III kw. 2026', '2026-09-30'],
    ['2 kw. 2026', '2026-06-30'],
  ])('%s is a part of a year: its last day counts, and it is known as a part', (raw, last) => {
    expect(readDay(raw)).toEqual({ day: last, format: null, isPeriod: true });
  });

  it.each([
    ['KW 3/2027', '2027-01-24'],
    ['KW 1/2027', '2027-01-10'],
    ['KW 2 2027', '2027-01-17'],
    ['KW4/2027', '2027-01-31'],
    ['3. KW 2027', '2027-01-24'],
    ['KW 3, 2027', '2027-01-24'],
    ['2027 KW 3', '2027-01-24'],
    ["KW 3 '27", '2027-01-24'],
    ['bis KW 50/2026', '2026-12-13'],
    ['KW 3–5/2027', '2027-02-07'],
    ['KW 53/2026 – KW 2/2027', '2027-01-17'],
    ['2026-W53', '2027-01-03'],
    ['2027W03', '2027-01-24'],
    ['W1 2027', '2027-01-10'],
    ['week 3 2027', '2027-01-24'],
    ['week 3 of 2027', '2027-01-24'],
    ['semaine 3 2027', '2027-01-24'],
    ['S03 2027', '2027-01-24'],
    ['semana 3 de 2027', '2027-01-24'],
    ['settimana 3 2027', '2027-01-24'],
    ['tydzień 3 2027', '2027-01-24'],
    ['3-я неделя 2027', '2027-01-24'],
    ['uke 3 2027', '2027-01-24'],
    ['uge 3, 2027', '2027-01-24'],
    ['v. 3 2027', '2027-01-24'],
    ['2027年第3周', '2027-01-24'],
    ['2027年第3週', '2027-01-24'],
    ['2027년 3주차', '2027-01-24'],
  ])('%s is a week of ISO 8601: its Sunday counts', (raw, sunday) => {
    expect(readDay(raw)).toEqual({ day: sunday, format: null, isPeriod: true });
  });

  it('tells the Monday of a week where a beginning is asked for, and the day of a weekday in it', () => {
    expect(readDay('KW 1/2027', null, 'first')?.day).toBe('2027-01-04');
    expect(readDay('2027-W03-2')).toEqual({ day: '2027-01-19', format: null, isPeriod: false });
  });

  it.each([
    ['mid December 2026', '2026-12-15'],
    ['mid-December 2026', '2026-12-15'],
    ['Mitte März 2027', '2027-03-15'],
    ['mi-avril 2027', '2027-04-15'],
    ['mediados de abril 2027', '2027-04-15'],
    ['mid Q3 2027', '2027-08-15'],
    ['mid H1 2027', '2027-03-31'],
  ])('%s is the middle, and known as a part', (raw, middle) => {
    expect(readDay(raw)).toEqual({ day: middle, format: null, isPeriod: true, isMiddle: true });
  });

  it.each([
    ['3 March', '--03-03'],
    ['March 3rd', '--03-03'],
    ['by 3 March', '--03-03'],
    ['3. März', '--03-03'],
    ['bis 15.10.', '--10-15'],
    ['3 de março', '--03-03'],
    ['3 марта', '--03-03'],
    ['10月15日', '--10-15'],
    ['10월 15일까지', '--10-15'],
    ['Fri 6 Mar, 17:00 CET', '--03-06'],
  ])('%s states no year', (raw, day) => {
    expect(readDay(raw)?.day).toBe(day);
  });

  it.each([
    'Week 5',
    'KW 3',
    '2026-W54',
    '2027-W53',
    'KW 60 2027',
    '3 kw 2027',
    'kw. 3 2027',
    'S3 2027',
    'v3 2027',
    'Sprint 3 2027',
    'Q2',
    'FY26 Q2',
    '2026',
    'Sprint 12',
    '2/3',
    'Mar-26',
    '3 people',
    '5 days',
  ])('%j tells no day', (raw) => {
    expect(readDay(raw)).toBeNull();
  });
});
