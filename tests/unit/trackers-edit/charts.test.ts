import { describe, expect, it } from 'vitest';
import { dayNumber, isoOfDay } from '../../../core/domain/expression/days.ts';
import {
  burnDown,
  burnUp,
  loadPerOwner,
  slip,
  statusOverTime,
} from '../../../core/domain/trackers/charts/charts.ts';
import { downsample } from '../../../core/domain/trackers/charts/downsample.ts';
import type { StateTally } from '../../../core/domain/trackers/charts/progress.ts';
import { NO_COUNTS } from '../../../core/domain/trackers/vocabulary/state-counts.ts';

const tally = (counts: Partial<StateTally>): StateTally => ({ ...NO_COUNTS, ...counts });
const history = [
  { day: '2026-02-13', counts: tally({ planned: 3, active: 1 }) },
  { day: '2026-02-16', counts: tally({ planned: 1, active: 1, done: 2, dropped: 1 }) },
];

describe('burn-up', () => {
  it('carries the last known state between observations and ends today', () => {
    const chart = burnUp([history], [], { from: null, to: '2026-02-17' });
    expect(chart.points.map((point) => [point.x, point.done, point.scope])).toEqual([
      ['2026-02-13', 0, 4],
      ['2026-02-14', 0, 4],
      ['2026-02-15', 0, 4],
      ['2026-02-16', 2, 4],
      ['2026-02-17', 2, 4],
    ]);
    expect(chart.gaps).toEqual([]);
  });

  it('shows what lies before the first observation as unknown, not as zero', () => {
    const chart = burnUp([history], [], { from: '2026-02-11', to: '2026-02-13' });
    expect(chart.points[0]).toEqual({ x: '2026-02-11', done: null, scope: null });
    expect(chart.gaps).toEqual([{ from: '2026-02-11', to: '2026-02-13' }]);
  });

  it('draws the target line on to the last due date, past today', () => {
    const chart = burnUp(
      [history],
      [
        { day: '2026-02-14', count: 1 },
        { day: '2026-03-01', count: 2 },
      ],
      {
        from: null,
        to: '2026-02-16',
      },
    );
    expect(chart.points.at(-1)).toEqual({ x: '2026-03-01', done: null, scope: null, target: 3 });
    expect(chart.points.find((point) => point.x === '2026-02-14')?.target).toBe(1);
    expect(chart.series.at(-1)).toMatchObject({ key: 'target', dashed: true });
  });

  it('adds trackers up from the day each was first seen', () => {
    const later = [{ day: '2026-02-15', counts: tally({ done: 5 }) }];
    const chart = burnUp([history, later], [], { from: null, to: '2026-02-15' });
    expect(chart.points.map((point) => point.scope)).toEqual([4, 4, 9]);
  });

  it('shows long ranges by the week and still ends on the last day', () => {
    const chart = burnUp([history], [], { from: '2020-01-01', to: '2026-02-17' });
    expect(chart.points.length).toBeLessThan(400);
    expect(chart.points.at(-1)).toEqual({ x: '2026-02-17', done: 2, scope: 4 });
  });

  it('has nothing to draw without a history', () => {
    expect(burnUp([], [], { from: null, to: '2026-02-17' }).points).toEqual([]);
  });
});

describe('the other charts', () => {
  it('count down what is open and up by state, leaving out states that never occurred', () => {
    const range = { from: null, to: '2026-02-16' };
    expect(burnDown([history], range).points.map((point) => point.open)).toEqual([4, 4, 4, 2]);
    const status = statusOverTime([history], range);
    expect(status.series.map((series) => series.key)).toEqual(['planned', 'active', 'done', 'dropped']);
    expect(status.points.at(-1)).toEqual({ x: '2026-02-16', planned: 1, active: 1, done: 2, dropped: 1 });
  });

  it('sum slip over items from the first date seen, and never offset one item by another', () => {
    const moves = [
      { item: 'a', day: '2026-02-10', before: '2026-03-01', after: '2026-03-11' },
      { item: 'b', day: '2026-02-12', before: '2026-04-01', after: '2026-03-01' },
      { item: 'a', day: '2026-02-14', before: '2026-03-11', after: '2026-03-06' },
    ];
    const chart = slip(moves, '2026-02-09', { from: '2026-02-01', to: '2026-02-20' });
    expect(chart.points.map((point) => [point.x, point.days, point.items])).toEqual([
      ['2026-02-09', 0, 0],
      ['2026-02-10', 10, 1],
      ['2026-02-12', 10, 1],
      ['2026-02-14', 5, 1],
      ['2026-02-20', 5, 1],
    ]);
    expect(chart.gaps).toEqual([{ from: '2026-02-01', to: '2026-02-09' }]);
  });

  it('put the owner with most open work first', () => {
    const chart = loadPerOwner([
      { owner: 'Ada', counts: tally({ done: 9, active: 1 }) },
      { owner: 'Ben', counts: tally({ planned: 2 }) },
    ]);
    expect(chart.points.map((point) => point.x)).toEqual(['Ben', 'Ada']);
  });
});

describe('thinning out', () => {
  const start = dayNumber('2000-01-01') ?? 0;
  const points = Array.from({ length: 5000 }, (_, i) => ({
    x: isoOfDay(start + i),
    a: i === 2500 ? 1000 : i % 7,
    b: i < 3000 ? null : 5,
  }));

  it('keeps the ends, the peak and both sides of where a series becomes known', () => {
    const thin = downsample(points, ['a', 'b'], 1000);
    expect(thin.length).toBeLessThanOrEqual(1000);
    expect([thin[0]?.x, thin.at(-1)?.x]).toEqual([points[0]?.x, points.at(-1)?.x]);
    for (const index of [2500, 2999, 3000]) expect(thin).toContain(points[index]);
    const days = thin.map((point) => String(point.x));
    expect(days).toEqual(days.toSorted());
  });

  it('leaves short series alone', () => {
    expect(downsample(points.slice(0, 1000), ['a'], 1000)).toHaveLength(1000);
  });
});
