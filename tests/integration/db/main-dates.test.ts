import { expect, test } from 'vitest';
import { mainDates } from '../../../db/reducers/main-dates.ts';

test('a text in the form of a day that no calendar has is no day anything is due', () => {
  const fields = (start: string, date: string) => [
    { name: 'start', value: start },
    { name: 'date', value: date },
  ];
  expect(mainDates(fields('2026-02-01', '2026-02-30'))).toEqual({ start: '2026-02-01', due: null });
  expect(mainDates(fields('2026-99-99', '2026-02-28'))).toEqual({ start: null, due: '2026-02-28' });
});
