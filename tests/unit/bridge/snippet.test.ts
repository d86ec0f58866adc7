import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainSnippet, snippetParts } from '../../../renderer/bridge/snippet.ts';

describe('search snippets', () => {
  test('are cut at the marks around each match', () => {
    expect(snippetParts('move \u0002beacon\u0003 to \u0002bea\u0003ch')).toEqual([
      { text: 'move ', match: false },
      { text: 'beacon', match: true },
      { text: ' to ', match: false },
      { text: 'bea', match: true },
      { text: 'ch', match: false },
    ]);
  });

  test('a mark cut off by the snippet’s end loses no text', () => {
    expect(plainSnippet('half a \u0002mat')).toBe('half a mat');
  });

  test('no text is ever lost, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.boolean())), (pieces) => {
        const clean = (text: string) => text.replaceAll('\u0002', '').replaceAll('\u0003', '');
        const snippet = pieces
          .map(([text, match]) => (match ? `\u0002${clean(text)}\u0003` : clean(text)))
          .join('');
        expect(plainSnippet(snippet)).toBe(pieces.map(([text]) => clean(text)).join(''));
      }),
    );
  });
});
