import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDate } from '../../core/domain/trackers/text/calendar/date-format.ts';
import { readDate, readDay } from '../../core/domain/trackers/text/dates.ts';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const nearDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const language = fc.constantFrom('en', 'de', 'fr', 'es', 'pt', 'it', 'pl', 'ru', 'uk', 'nl');
const format = fc
  .tuple(
    language,
    fc.constantFrom(
      'D Month:xx YYYY',
      'D. Month:xx YYYY',
      'D de month:xx de YYYY',
      'Do:xx month:xx YYYY',
      'D Mon:xx YYYY',
      'D. Mon:xx. YYYY',
      'DD-MON:xx-YYYY',
      'Month:xx D, YYYY',
      'Weekday:xx, D Month:xx YYYY',
      'Wday:xx. D mon:xx. YYYY',
      '{D Month:xx YYYY} 17:00 CET',
    ),
  )
  .map(([code, pattern]) => pattern.replaceAll('xx', code));
const digits = fc.constantFrom(
  'YYYY-MM-DD',
  'YYYY/M/D',
  'YYYY.MM.DD',
  'DD.MM.YYYY',
  'D. M. YYYY',
  'YYYY. M. D.',
  'YYYY年M月D日',
  'YYYY년 M월 D일',
  'YYYY年MM月DD日(wday:ja)',
);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '2026',
        '12',
        '31',
        '3',
        'Q2',
        'mars',
        'März',
        '.',
        '-',
        '/',
        ' ',
        '月',
        '–',
        '~~',
        'H1',
        ',',
      ),
      { maxLength: 9 },
    )
    .map((parts) => parts.join('')),
);

describe('a date', () => {
  it('that is printed in a language reads back as itself', () => {
    fc.assert(
      fc.property(day, fc.oneof(format, digits), (iso, pattern) => {
        expect(readDate(writeDate(iso, pattern))?.iso).toBe(iso);
      }),
    );
  });

  it('is rewritten to any other one that reads back, in what is left of its words', () => {
    fc.assert(
      fc.property(day, day, fc.oneof(format, digits), (iso, other, pattern) => {
        const own = readDate(writeDate(iso, pattern))?.format ?? '';
        expect(readDate(writeDate(other, own))?.iso).toBe(other);
      }),
    );
  });

  it('with two digits for its year reads back where these tell it', () => {
    fc.assert(
      fc.property(
        nearDay,
        fc.constantFrom('DD.MM.YY', 'D-Mon-YY', 'D Mon:de YY', 'Mon D, YY'),
        (iso, pattern) => {
          expect(readDate(writeDate(iso, pattern))?.iso).toBe(iso);
        },
      ),
    );
  });

  it('of a range is its edge, whatever the two are written in', () => {
    const to = fc.constantFrom(' – ', ' to ', ' bis ', '–', ' au ', ' по ', '～');
    fc.assert(
      fc.property(day, day, format, to, (one, two, pattern, join) => {
        if (pattern.includes('{')) return;
        const text = `${writeDate(one, pattern)}${join}${writeDate(two, pattern)}`;
        expect(readDay(text, null, 'first')?.day).toBe(one);
        expect(readDay(text, null, 'last')?.day).toBe(two);
      }),
    );
  });

  it('is a day of the calendar, whatever the text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('first', 'last'), (raw, edge) => {
        const told = readDay(raw, null, edge);
        if (told === null) return;
        const iso = told.day.replace(/^--/u, '2024-');
        expect(new Date(`${iso}T00:00:00Z`).toISOString().slice(0, 10)).toBe(iso);
      }),
    );
  });

  it('is written where its format says, whatever the text', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const format = readDay(raw)?.format ?? 'YYYY-MM-DD';
        expect(readDay(writeDate('2026-07-09', format))).not.toBeNull();
      }),
    );
  });
});
