import { expect, test } from 'vitest';
import { initials, placeOf, trackerIn, withOneAtHand } from '../../../renderer/app/rail/rail-model.ts';

test('a narrow rail names who acts by initials', () => {
  expect(initials('Bea Holm')).toBe('BH');
  expect(initials('root')).toBe('R');
  expect(initials('  Ana Maria  Ek ')).toBe('AE');
  expect(initials('')).toBe('');
});

test('a copy is told from its original by the end of its path', () => {
  expect(placeOf('/home/ines/quarterdeck/copy')).toBe('…/quarterdeck/copy');
  expect(placeOf('C:\\Users\\ines\\copy')).toBe('…/ines/copy');
  expect(placeOf('/copy')).toBe('/copy');
});

test('the tracker at hand stands among the few of the rail, and once', () => {
  const rows = [{ id: 'tr_1' }, { id: 'tr_2' }, { id: 'tr_3' }];
  const [, second] = rows;
  expect(withOneAtHand(rows, { id: 'tr_9' }, 3)).toEqual([{ id: 'tr_9' }, { id: 'tr_1' }, { id: 'tr_2' }]);
  expect(withOneAtHand(rows, second, 3)).toBe(rows);
  expect(withOneAtHand(rows, undefined, 3)).toBe(rows);
});

test('only the address of a tracker has one at hand', () => {
  expect(trackerIn('/trackers/tr_1/board')).toBe('tr_1');
  expect(trackerIn('/trackers')).toBeNull();
  expect(trackerIn('/work/table')).toBeNull();
});
