import { describe, expect, test } from 'vitest';
import {
  clockMarks,
  drawIntervals,
  findGaps,
  type Interval,
} from '../../../renderer/ui/intervals/interval-model.ts';

const interval = (lane: string, from: number, to: number | null): Interval => ({
  id: `${lane}-${from}`,
  lane,
  from,
  to,
  text: lane,
});
const range = { from: 1000, to: 2000 };

describe('intervals to scale', () => {
  test('take the share of the range they lasted', () => {
    expect(drawIntervals([interval('idle', 1000, 1250)], 'idle', range)).toMatchObject([
      { start: 0, width: 25 },
    ]);
  });

  test('are cut at the edges of the range and last to its end while they last', () => {
    expect(drawIntervals([interval('idle', 0, 1500)], 'idle', range)).toMatchObject([
      { start: 0, width: 50 },
    ]);
    expect(drawIntervals([interval('idle', 1900, null)], 'idle', range)).toMatchObject([
      { start: 90, width: 10 },
    ]);
  });

  test('outside the range or in another lane aren’t drawn', () => {
    expect(drawIntervals([interval('idle', 0, 500), interval('busy', 1000, 2000)], 'idle', range)).toEqual(
      [],
    );
  });
});

describe('gaps', () => {
  test('are what no interval covers', () => {
    const gaps = findGaps([interval('idle', 1200, 1400), interval('busy', 1400, 1500)], range);
    expect(gaps.map(({ start, width }) => [start, width])).toEqual([
      [0, 20],
      [50, 50],
    ]);
  });

  test('are none while something lasts', () => {
    expect(findGaps([interval('idle', 500, null)], range)).toEqual([]);
  });

  test('are everything when nothing is known', () => {
    expect(findGaps([], range)).toMatchObject([{ start: 0, width: 100 }]);
  });
});

describe('marks of the clock', () => {
  const hour = 3_600_000;
  test('stand at round times and are few', () => {
    const marks = clockMarks({ from: 90_000, to: 24 * hour + 90_000 }, 0);
    expect(marks.length).toBeLessThanOrEqual(9);
    expect(marks.every(({ at }) => at % (3 * hour) === 0)).toBe(true);
  });

  test('are round where the clock isn’t in step with the world’s', () => {
    const half = 5.5 * hour;
    expect(clockMarks({ from: 0, to: 6 * hour }, half)[0]?.at).toBe(0.5 * hour);
  });
});
