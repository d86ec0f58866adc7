import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutText, cutTextBefore } from '../../../core/kernel/cut-text.ts';

const FAMILY = '\u{1F468}‍\u{1F469}‍\u{1F467}';
const units = ['a', 'é', 'é', '\r\n', '\u{1F6A2}', FAMILY, '\u{1F1E9}\u{1F1EA}', '完', ' '];
const text = fc.array(fc.constantFrom(...units), { maxLength: 200 }).map((parts) => parts.join(''));
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const charactersOf = (whole: string) => [...graphemes.segment(whole)].map(({ segment }) => segment);

test('a cut keeps as many whole characters as fit, from the beginning or from the end', () => {
  fc.assert(
    fc.property(text, fc.nat(300), (whole, limit) => {
      const characters = charactersOf(whole);
      const fits = (parts: readonly string[]) => parts.join('').length <= limit;
      let first = characters.length;
      while (!fits(characters.slice(0, first))) first -= 1;
      let last = 0;
      while (!fits(characters.slice(last))) last += 1;
      // One that is larger than the whole bound can only be cut.
      fc.pre(whole === '' || (first > 0 && last < characters.length));
      expect(cutText(whole, limit)).toBe(characters.slice(0, first).join(''));
      expect(cutTextBefore(whole, limit)).toBe(characters.slice(last).join(''));
    }),
    { numRuns: 500 },
  );
});

test('a character without end is cut between its code points', () => {
  const heap = `a${'\u{1F6A2}‍'.repeat(500)}`;
  for (const limit of [300, 301, 302, 303]) {
    expect(cutText(heap, limit).isWellFormed()).toBe(true);
    expect(cutText(heap, limit).length).toBeGreaterThan(limit - 2);
    expect(cutTextBefore(heap, limit).isWellFormed()).toBe(true);
  }
});
