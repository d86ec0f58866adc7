import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OUTSIDE_TIMES } from '../../main/engine/files/outside-times.ts';
import { type Changing, seenChanging, waitFor } from '../../main/engine/files/stillness.ts';

/** Looks at a file: when, and whether it was touched since the last one, and is shorter than known. */
const looks = fc.array(
  fc.record({ after: fc.integer({ min: 1, max: 4000 }), touched: fc.boolean(), shrunk: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
);

it('a file is read neither before it was still for its time nor later than the longest wait', () => {
  fc.assert(
    fc.property(looks, (steps) => {
      let now = 0;
      let mark = 0;
      let lastTouch = 0;
      let changing: Changing | null = seenChanging(null, '0', 0, 0);
      for (const { after, touched, shrunk } of steps) {
        now += after;
        if (touched) {
          mark += 1;
          lastTouch = now;
        }
        changing = seenChanging(changing, String(mark), now, 0);
        const { wait, settled } = waitFor(changing, shrunk, now, OUTSIDE_TIMES);
        const needed = shrunk ? OUTSIDE_TIMES.shrunk : OUTSIDE_TIMES.still;
        expect(settled).toBe(now - lastTouch >= needed);
        expect(wait <= 0).toBe(settled || now >= OUTSIDE_TIMES.atLatest);
      }
    }),
  );
});

it('a file seen for the first time has been still as long as its own times tell', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (age) => {
      const { wait } = waitFor(seenChanging(null, 'a', 50, age), false, 50, OUTSIDE_TIMES);
      expect(wait).toBe(Math.min(OUTSIDE_TIMES.still - age, OUTSIDE_TIMES.atLatest));
    }),
  );
});
