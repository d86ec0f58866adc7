import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asSpreadsheetText, fromSpreadsheetText } from '../../../core/kernel/spreadsheet-text.ts';

describe('text for a spreadsheet', () => {
  it.each([
    '=1+1',
    '+cmd',
    '+1 more',
    '-2+3',
    '-1+1%',
    '@SUM(A1)',
    '\tx',
    '\r=x',
    '\n=x',
    '＝1+1',
    '＠x',
    "'=1",
    '\ufeff=1',
    '\u0000=1',
    '\u202e=1',
  ])('keeps %j from running', (text) => {
    expect(asSpreadsheetText(text)).toBe(`'${text}`);
  });

  it.each(['', 'plain', '12', '-12', '+3.5', '-1,5', '+12,858', '-5%', '-5.', '-', '--', 'a=b', "'tis"])(
    'leaves %j as it is',
    (text) => {
      expect(asSpreadsheetText(text)).toBe(text);
    },
  );

  it('comes back as it was', () => {
    const begun = fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '＝', '\u200f');
    fc.assert(
      fc.property(begun, begun, fc.string(), (one, two, rest) => {
        const text = one + two + rest;
        expect(fromSpreadsheetText(asSpreadsheetText(text))).toBe(text);
      }),
    );
  });
});
