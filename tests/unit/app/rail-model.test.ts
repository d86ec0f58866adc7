import { expect, test } from 'vitest';
import { initials, placeOf } from '../../../renderer/app/rail/rail-model.ts';

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
