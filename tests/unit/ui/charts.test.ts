import { describe, expect, it } from 'vitest';
import { chartCsv } from '../../../renderer/ui/charts/chart-csv.ts';
import type { ChartData } from '../../../renderer/ui/charts/chart-data.ts';
import {
  datesOnly,
  drawnChart,
  endLabels,
  nearestTick,
  valueScale,
} from '../../../renderer/ui/charts/chart-model.ts';
import { downsampleRows } from '../../../renderer/ui/charts/downsample-rows.ts';
import { isoDay, timeTicks } from '../../../renderer/ui/charts/time-ticks.ts';

const series = [
  { key: 'a', label: 'done', mark: 'done' },
  { key: 'b', label: 'active', mark: 'active' },
] as const;
const data = (points: ChartData['points'], more: Partial<ChartData> = {}): ChartData => ({
  unit: 'items',
  points,
  series,
  ...more,
});

describe('a chart', () => {
  it('refuses more than 1,000 points', () => {
    const points = Array.from({ length: 1001 }, (_, index) => ({ x: String(index), a: index, b: 0 }));
    expect(() => drawnChart(data(points), false)).toThrow(RangeError);
    expect(drawnChart(data(points.slice(1)), false).rows).toHaveLength(1000);
  });

  it('puts days on a time axis, so that missing days take their room', () => {
    const drawn = drawnChart(
      data([
        { x: '2026-02-01', a: 1, b: 2 },
        { x: '2026-02-11', a: 4, b: null },
      ]),
      false,
    );
    expect(drawn.time).toBe(true);
    expect(drawn.to - drawn.from).toBe(10 * 86_400_000);
    expect(drawn.rows[1]?.['b']).toBeNull();
  });

  it('takes names where x is no date', () => {
    const drawn = drawnChart(
      data([
        { x: 'Ines', a: 1, b: 2 },
        { x: 'Jonas', a: 4, b: 1 },
      ]),
      false,
    );
    expect(drawn.time).toBe(false);
    expect(datesOnly(data([{ x: 'Ines', a: 1, b: 2 }]))).toBe(false);
    expect(datesOnly(data([{ x: '2026-02-01', a: 1, b: 2 }]))).toBe(true);
    expect(drawn.rows.map((row) => row['at'])).toEqual([0, 1]);
  });

  it('keeps an unknown value unknown', () => {
    const drawn = drawnChart(data([{ x: '2026-02-01', a: Number.NaN, b: 'n/a' }]), false);
    expect(drawn.rows[0]).toMatchObject({ a: null, b: null });
  });

  it('holds the sum of a stack and every threshold on its scale', () => {
    const points = [{ x: '2026-02-01', a: 20, b: 22 }];
    expect(drawnChart(data(points), true).high).toBe(50);
    const thresholds = [{ value: 90, label: 'all' }];
    expect(drawnChart(data(points, { thresholds }), false).high).toBe(100);
  });

  it('cuts gap bands to what is drawn', () => {
    const points = [
      { x: '2026-02-01', a: 1, b: 1 },
      { x: '2026-02-10', a: 1, b: 1 },
    ];
    const gaps = [
      { from: '2026-01-20', to: '2026-02-03' },
      { from: '2026-03-01', to: '2026-03-05' },
    ];
    const drawn = drawnChart(data(points, { gaps }), false);
    expect(drawn.gaps.map((gap) => [isoDay(gap.from), isoDay(gap.to)])).toEqual([
      ['2026-02-01', '2026-02-03'],
    ]);
  });

  it.each([
    [0, 25, true, [0, 5, 10, 15, 20, 25]],
    [0, 3, true, [0, 1, 2, 3]],
    [-9, 9, true, [-10, -5, 0, 5, 10]],
    [0, 0, true, [0, 1]],
    [0, 0.4, false, [0, 0.1, 0.2, 0.3, 0.4]],
  ])('scales %j to %j in round steps that include zero', (low, high, whole, ticks) => {
    expect(valueScale(low, high, whole).ticks).toEqual(ticks);
  });

  it('moves end labels apart and keeps them on the plot', () => {
    const points = [{ x: '2026-02-01', a: 24, b: 25 }];
    const drawn = drawnChart(data(points), false);
    const heights = endLabels(data(points), drawn, false, 0.1).map((label) => label.height);
    expect(Math.max(...heights)).toBeLessThanOrEqual(1);
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
  });

  it('labels a line at its last known value and a stack only where its band ends', () => {
    const points = [
      { x: '2026-02-01', a: 4, b: 1 },
      { x: '2026-02-02', a: null, b: 3 },
    ];
    const drawn = drawnChart(data(points), false);
    expect(endLabels(data(points), drawn, false, 0).find((label) => label.key === 'a')?.value).toBe(4);
    expect(
      endLabels(data(points), drawnChart(data(points), true), true, 0).map((label) => label.key),
    ).toEqual(['b']);
  });

  it('exports unknown as an empty cell', () => {
    const points = [{ x: '2026-02-01', a: 4, b: null }];
    expect(chartCsv(data(points))).toBe('x,done,active\r\n2026-02-01,4,\r\n');
  });
});

describe('time ticks', () => {
  const at = (iso: string) => Date.parse(`${iso}T00:00:00Z`);
  it('stand on Mondays for weeks', () => {
    const ticks = timeTicks(at('2026-02-13'), at('2026-05-08'), 6);
    expect(ticks.map((tick) => new Date(tick.at).getUTCDay())).toEqual(ticks.map(() => 1));
    expect(ticks[0]?.label).toBe('Feb 16');
  });

  it('stand on month starts for long ranges and never exceed what was asked by much', () => {
    const ticks = timeTicks(at('2024-01-15'), at('2026-05-08'), 6);
    expect(ticks.every((tick) => new Date(tick.at).getUTCDate() === 1)).toBe(true);
    expect(ticks.length).toBeLessThanOrEqual(7);
  });

  it('cope with decades and with a single day', () => {
    expect(timeTicks(at('1970-01-01'), at('2026-01-01'), 5).length).toBeLessThanOrEqual(6);
    expect(timeTicks(at('2026-01-01'), at('2026-01-01'), 5)).toHaveLength(1);
  });
});

describe('thinning a stack', () => {
  const rows = Array.from({ length: 1000 }, (_, at) => ({
    at,
    a: at === 617 ? 90 : 10,
    b: at === 300 ? null : 5,
  }));

  it('keeps both ends, the peak of one day and the hole of another', () => {
    const kept = downsampleRows(rows, ['a', 'b'], 100);
    expect(kept).toHaveLength(100);
    expect(kept[0]).toBe(rows[0]);
    expect(kept.at(-1)).toBe(rows[999]);
    expect(kept).toContain(rows[617]);
    expect(kept).toContain(rows[300]);
    expect(kept.map((row) => row.at)).toEqual(kept.map((row) => row.at).toSorted((a, b) => a - b));
  });

  it('leaves few rows alone', () => {
    expect(downsampleRows(rows.slice(0, 90), ['a'], 100)).toHaveLength(90);
    expect(downsampleRows([], ['a'], 100)).toEqual([]);
  });

  it('links crosshairs at the nearest point', () => {
    const ticks = [{ value: 0 }, { value: 10 }, { value: 30 }];
    expect(nearestTick(ticks, 18)).toBe(1);
    expect(nearestTick([], 18)).toBe(-1);
  });
});
