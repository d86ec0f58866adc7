import { describe, expect, it } from 'vitest';
import {
  type Previewed,
  parsedJson,
  partSentence,
  sameSentence,
  testsSentence,
} from '../../../renderer/features/evidence/preview/preview-model.ts';
import { brief, entriesOf, startsOpen } from '../../../renderer/ui/tree/json-model.ts';

const text = { kind: 'text', format: 'text', text: 'a', bytes: 3_200_000, shownBytes: 256_000 } as const;
const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, unclear: 0, seconds: 0 };
const tests: Extract<Previewed['preview'], { kind: 'tests' }> = {
  kind: 'tests',
  bytes: 1,
  counts,
  suites: [],
  suitesTotal: 0,
  failures: [],
  failuresTotal: 0,
};

describe('what is said of the contents of a piece of evidence', () => {
  it('is whether they are those that were added', () => {
    const said = (isAsAdded: boolean | null, preview: Previewed['preview'] = text) =>
      sameSentence({ isAsAdded, preview });
    expect(said(true)).toBe('The file is as it was added.');
    expect(said(false)).toMatch(/has changed/u);
    expect(said(null)).toBe('');
    expect(said(false, { kind: 'nothing', says: 'a.md is not there.' })).toBe('');
  });

  it('is how much of how much is shown', () => {
    expect(partSentence(text)).toBe('Shown are the first 256 kB of 3.2 MB.');
    expect(partSentence({ ...text, bytes: 256_000 })).toBe('');
    expect(partSentence({ ...tests, suitesTotal: 240, failuresTotal: 1 })).toBe(
      'Shown are the first 0 of 240 suites. Shown are the first 0 of 1 test that did not pass.',
    );
    expect(partSentence(tests)).toBe('');
  });

  it('is what a report comes to, without what there is none of', () => {
    expect(testsSentence(tests)).toBe('It lists no tests.');
    expect(testsSentence({ counts: { ...counts, passed: 118, errored: 2, seconds: 61 } })).toBe(
      '118 passed, 2 ended with an error, in 1 min.',
    );
  });
});

describe('JSON as it nests', () => {
  it('is folded where it is long or deep, and says how much it holds', () => {
    expect(startsOpen(5000, 0)).toBe(true);
    expect(startsOpen(20, 2)).toBe(true);
    expect(startsOpen(21, 1)).toBe(false);
    expect(startsOpen(1, 3)).toBe(false);
    expect(entriesOf({ a: 1, b: [] })).toEqual([
      ['a', 1],
      ['b', []],
    ]);
    expect(entriesOf('a')).toBeNull();
    expect(entriesOf(null)).toBeNull();
    expect([brief([1], 1), brief({}, 0)]).toEqual(['[1]', '{0}']);
    expect(parsedJson('{')).toBe('{');
  });
});
