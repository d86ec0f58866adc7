import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch, diffRows, keepIdentity, sameValue } from '../../core/contract/transport/row-patches.ts';

const rowList = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    n: fc.integer({ min: 0, max: 2 }),
  }),
  { selector: (row) => row.id },
);

describe('row patches', () => {
  test('applying the difference of two lists to the first gives the second', () => {
    fc.assert(
      fc.property(rowList, rowList, (before, after) => {
        const patch = diffRows(before, after);
        expect(patch === null ? before : applyPatch(before, patch)).toEqual(after);
      }),
    );
  });

  test('there is no patch exactly when the lists say the same', () => {
    fc.assert(
      fc.property(rowList, rowList, (before, after) => {
        expect(diffRows(before, after) === null).toBe(JSON.stringify(before) === JSON.stringify(after));
      }),
    );
  });

  test('unchanged rows keep their identity through patch and reset', () => {
    fc.assert(
      fc.property(rowList, rowList, (before, after) => {
        const patch = diffRows(before, after);
        const patched = patch === null ? before : (applyPatch(before, patch) ?? []);
        const reset = keepIdentity(before, structuredClone(after));
        for (const rows of [patched, reset]) {
          for (const row of rows) {
            const old = before.find((candidate) => candidate.id === row.id);
            const unchanged = old !== undefined && sameValue(old, row);
            expect(!unchanged || row === old).toBe(true);
          }
        }
      }),
    );
  });

  test('a patch for other rows is noticed, not applied', () => {
    expect(applyPatch([{ id: 'a' }], { upserts: [], removes: ['b'] })).toBeNull();
    expect(applyPatch([{ id: 'a' }], { upserts: [], removes: [], order: ['b'] })).toBeNull();
    expect(applyPatch([{ id: 'a' }, { id: 'b' }], { upserts: [], removes: [], order: ['b'] })).toBeNull();
  });

  test('values that look the same on the wire are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sameValue(value, JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
    );
    expect(sameValue({ a: undefined }, {})).toBe(true);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(false);
  });
});
