import fc from 'fast-check';
import sax from 'sax';
import { expect, test } from 'vitest';
import { bodyText, escapeMarkup, titleText } from '../../../node/notify/banner-text.ts';

const text = fc.string({ unit: 'binary', maxLength: 3000 });

test('a body of anybody is one piece of text to whoever reads it as markup', () => {
  fc.assert(
    fc.property(text, (written) => {
      const shown = bodyText(written);
      const read: string[] = [];
      const parser = sax.createStream(true);
      parser.on('text', (part) => read.push(part));
      parser.on('opentag', ({ name }) => read.push(`<${name}>`));
      parser.on('error', (error) => {
        throw error;
      });
      parser.end(`<p>${escapeMarkup(shown)}</p>`);
      expect(read.join('')).toBe(`<p>${shown}`);
    }),
  );
});

test('nothing that steers a terminal, turns a line around or is half a character is left, and all is bounded', () => {
  const hostile = fc.array(
    fc.oneof(
      text,
      fc.constantFrom('\u202e', '\u2066', '\0', '\x9b', '\ud800', '\ufffe', '\r\n', '\u2028', '👩‍👩‍👧'),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      hostile.map((parts) => parts.join('')),
      (written) => {
        const [title, body] = [titleText(written), bodyText(written)];
        for (const shown of [title, body.replaceAll('\n', '')]) {
          expect(shown).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028\u2029]|\p{NChar}/u);
          expect(shown.isWellFormed()).toBe(true);
        }
        expect(title.length).toBeLessThanOrEqual(200);
        expect(body.length).toBeLessThanOrEqual(1000);
        expect(body.split('\n').length).toBeLessThanOrEqual(12);
      },
    ),
  );
});

test('ordinary text stays as it is', () => {
  expect(titleText('Queue “berth” grows')).toBe('Queue “berth” grows');
  expect(titleText('two\nlines')).toBe('two lines');
  expect(bodyText('a < b\r\nc\td\u0007')).toBe('a < b\nc d');
});
