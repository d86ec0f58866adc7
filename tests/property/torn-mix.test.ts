import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDifference, isTornMix } from '../../node/files/torn-mix.ts';

const text = fc.uint8Array({ maxLength: 60 });
/** What it said and what it should say, as an edit makes it: the same beginning and end, another middle. */
const edit = fc.tuple(text, text, text, text).map(([start, one, other, end]) => ({
  before: Buffer.concat([start, one, end]),
  wanted: Buffer.concat([start, other, end]),
}));

test('a writing that a kill cut off anywhere is known as a mix of both texts', () => {
  fc.assert(
    fc.property(edit, fc.nat(200), fc.boolean(), ({ before, wanted }, bytes, endFirst) => {
      const torn = Buffer.alloc(Math.max(before.length, wanted.length));
      before.copy(torn);
      let length = before.length;
      let left = bytes;
      const put = (from: number, until: number) => {
        const count = Math.max(0, Math.min(left, until - from));
        if (count > 0) torn.set(wanted.subarray(from, from + count), from);
        length = Math.max(length, from + count);
        left -= count;
      };
      const shared = Math.min(before.length, wanted.length);
      if (endFirst) put(before.length, wanted.length);
      put(firstDifference(before, wanted), shared);
      put(before.length, wanted.length);
      if (left > 0) length = wanted.length;
      expect(isTornMix(before, wanted, torn.subarray(0, length))).toBe(true);
    }),
  );
});

test('parts that came to the disk in any order, with any length in between, are known as well', () => {
  fc.assert(
    fc.property(
      edit,
      fc.array(fc.constantFrom('before', 'wanted', 'room'), { minLength: 200, maxLength: 200 }),
      fc.nat(60),
      ({ before, wanted }, parts, more) => {
        const shortest = Math.min(before.length, wanted.length);
        const length = Math.min(shortest + more, Math.max(before.length, wanted.length));
        const torn = Uint8Array.from({ length }, (_, at) => {
          const [old, fresh] = [before[at], wanted[at]];
          if (parts[at] === 'room' && old === undefined) return 0;
          return (parts[at] === 'before' ? (old ?? fresh) : (fresh ?? old)) ?? 0;
        });
        expect(isTornMix(before, wanted, torn)).toBe(true);
      },
    ),
  );
});

test('a text with one byte of its own, or longer or shorter than both, is somebody else’s', () => {
  fc.assert(
    fc.property(edit, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ before, wanted }, place, byte) => {
      const shared = Math.min(before.length, wanted.length);
      fc.pre(shared > 0);
      const at = place % shared;
      const own = [...Array(256).keys()].find((one) => one !== before[at] && one !== wanted[at]) ?? byte;
      for (const text of [before, wanted]) {
        expect(isTornMix(before, wanted, Uint8Array.from(text).fill(own, at, at + 1))).toBe(false);
        expect(isTornMix(before, wanted, text.subarray(0, shared - 1))).toBe(false);
      }
      const longest = before.length > wanted.length ? before : wanted;
      expect(isTornMix(before, wanted, Buffer.concat([longest, Buffer.from([byte])]))).toBe(false);
    }),
  );
});
