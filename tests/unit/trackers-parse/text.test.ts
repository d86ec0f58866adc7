import { describe, expect, it } from 'vitest';
import { plainText } from '../../../core/domain/trackers/text/plain-text.ts';
import { applySplices, decode, encode, eolOf, lineIndex } from '../../../core/domain/trackers/text/text.ts';

describe('decoding', () => {
  it('keeps every byte that is not UTF-8 as one lone surrogate and writes it back', () => {
    const bytes = Uint8Array.from([
      0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98, 0x80, 0xe2, 0x82,
    ]);
    const text = decode(bytes);
    expect(text).toContain('\u{1F600}');
    expect(text.charCodeAt(1)).toBe(0xdcff);
    expect(encode(text)).toEqual(bytes);
  });

  it('keeps a byte order mark as the first character', () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x23]);
    expect(decode(bytes)).toBe('\uFEFF#');
    expect(encode('\uFEFF#')).toEqual(bytes);
  });

  it('writes a surrogate that stands for no byte as the replacement character', () => {
    expect(encode('a\uD800b')).toEqual(Uint8Array.from([0x61, 0xef, 0xbf, 0xbd, 0x62]));
  });

  it('decodes text longer than its buffer', () => {
    const long = 'ж😀x'.repeat(20_000);
    expect(decode(encode(long))).toBe(long);
  });
});

describe('splices', () => {
  it('replace ascending spans', () => {
    expect(
      applySplices('abcdef', [
        { start: 1, end: 2, insert: 'XY' },
        { start: 4, end: 4, insert: '-' },
      ]),
    ).toBe('aXYcd-ef');
  });

  it('refuse to overlap or leave the text', () => {
    expect(() =>
      applySplices('abc', [
        { start: 1, end: 3, insert: '' },
        { start: 2, end: 3, insert: '' },
      ]),
    ).toThrow('out of order');
    expect(() => applySplices('abc', [{ start: 1, end: 4, insert: '' }])).toThrow('outside');
  });
});

describe('lines', () => {
  it('end at LF, CRLF and a lone CR', () => {
    const line = lineIndex('a\nb\r\nc\rd');
    expect([0, 1, 2, 3, 5, 7].map((offset) => line(offset))).toEqual([1, 1, 2, 2, 3, 4]);
  });

  it.each([
    ['a\nb\n', 'lf'],
    ['a\r\nb\r\n', 'crlf'],
    ['a\r\nb\n', 'mixed'],
    ['a\rb\n', 'mixed'],
    ['a', 'none'],
  ])('of %j are called %s', (text, eol) => {
    expect(eolOf(text)).toBe(eol);
  });
});

describe('the readable text of a link', () => {
  it.each([
    ['[Spec](https://example.org/wiki/Foo_(bar)) rest', 'Spec rest'],
    ['[Spec](<a b> "title (old)") rest', 'Spec rest'],
    ['[Run](alert(1))', 'Run'],
    ['![Chart](c.png) behind', 'Chart behind'],
    ['[open]( never closed', '[open]( never closed'],
  ])('%s is %s', (raw, text) => expect(plainText(raw)).toBe(text));
});
