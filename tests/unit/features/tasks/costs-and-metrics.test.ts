import { describe, expect, test } from 'vitest';
import { fleetMetrics } from '../../../../main/engine/hub/telemetry/fleet-metrics.ts';
import { moneyListText } from '../../../../renderer/domains/fleet/money-format.ts';
import {
  costChart,
  costOf,
  currenciesOf,
  unpricedSentence,
} from '../../../../renderer/features/costs/cost-model.ts';
import { readDayRange } from '../../../../renderer/features/costs/cost-range.ts';
import { costCsv } from '../../../../renderer/features/costs/cost-table.tsx';
import { chartDataOf, gapsOf, isEmpty } from '../../../../renderer/features/metrics/chart-data.ts';
import { furtherCharts, metricCharts, questionsFor } from '../../../../renderer/features/metrics/charts.ts';
import {
  readRange,
  timeSpanOf,
  toCustomRange,
  writeRange,
} from '../../../../renderer/features/metrics/range.ts';
import { instantTicks, pointTime } from '../../../../renderer/ui/charts/instant-ticks.ts';

const row = (label: string, change = {}) => ({
  key: label,
  label,
  route: null,
  cost: [{ micros: 1_500_000, currency: 'USD' }],
  unpriced: 0,
  tokensIn: 10,
  tokensOut: 5,
  attempts: 1,
  workedMs: 1200,
  ...change,
});
const range = { from: '2026-05-01', to: '2026-05-03' };

describe('costs', () => {
  const rows = [
    row('Even Keel', {
      cost: [
        { micros: 1, currency: 'EUR' },
        { micros: 2_000_000, currency: 'USD' },
      ],
    }),
    row('Fair Warning'),
    row('Quiet', { cost: [], unpriced: 1 }),
  ];

  test('have a chart for each currency, and amounts of two never meet', () => {
    expect(currenciesOf(rows)).toEqual(['EUR', 'USD']);
    expect(costChart(rows, 'agent', 'USD', range).points).toEqual([
      { x: 'Even Keel', cost: 2 },
      { x: 'Fair Warning', cost: 1.5 },
    ]);
    expect(costChart(rows, 'agent', 'EUR', range).points).toEqual([{ x: 'Even Keel', cost: 0.000001 }]);
    expect(moneyListText(rows[0]?.cost ?? [])).toBe('€0.000001 and $2.00');
  });

  test('by day show the days on which nothing was spent', () => {
    expect(costChart([row('2026-05-02')], 'day', 'USD', range).points).toEqual([
      { x: '2026-05-01', cost: 0 },
      { x: '2026-05-02', cost: 1.5 },
      { x: '2026-05-03', cost: 0 },
    ]);
  });

  test('as CSV leave an unknown price empty', () => {
    const csv = costCsv({ rows, total: [], unpriced: 1, truncated: false });
    expect(csv.split('\r\n').slice(0, 4)).toEqual([
      'name,EUR,USD,tokens in,tokens out,attempts,attempts without a price,worked ms',
      'Even Keel,0.000001,2,10,5,1,0,1200',
      'Fair Warning,,1.5,10,5,1,0,1200',
      'Quiet,,,10,5,1,1,1200',
    ]);
  });

  test('of a row are "at least" where an attempt of it has no price, and never nothing', () => {
    expect(rows.map(costOf)).toEqual(['€0.000001 and $2.00', '$1.50', 'cost unknown']);
    expect(costOf(row('Partly', { unpriced: 2 }))).toBe('at least $1.50');
    expect(costOf(row('Silent', { cost: [] }))).toBe('none known');
  });

  test('say which attempts are missing from the sums', () => {
    expect(unpricedSentence(0)).toBeNull();
    expect(unpricedSentence(2)).toMatch(/^2 attempts used a model without a known price/);
  });

  test('are asked for by days', () => {
    expect(readDayRange(null, '2026-05-03')).toEqual({ from: '2026-04-27', to: '2026-05-03', preset: '7d' });
    expect(readDayRange('today', '2026-05-03')).toMatchObject({ from: '2026-05-03', to: '2026-05-03' });
    expect(readDayRange('2026-05-01,2026-05-03', 'x')).toEqual({ ...range, preset: null });
    expect(readDayRange('last week', '2026-05-03').preset).toBe('7d');
  });
});

describe('the range of the metrics', () => {
  test('goes into the address and comes back', () => {
    for (const text of ['15m', '30d', '2026-05-01T10:00,2026-05-01T11:30'])
      expect(writeRange(readRange(text))).toBe(text);
    expect(writeRange(readRange('forever'))).toBe('1h');
  });

  test('moves in whole turns, so that the same question is asked once a turn', () => {
    const at = Date.parse('2026-05-01T10:00:01Z');
    expect(timeSpanOf({ kind: 'last', id: '15m' }, at)).toEqual(
      timeSpanOf({ kind: 'last', id: '15m' }, at + 8_000),
    );
  });

  test('is nothing when it ends before it begins', () => {
    expect(timeSpanOf({ kind: 'own', from: '2026-05-01T10:00', to: '2026-05-01T09:00' }, 0)).toBeNull();
  });

  test('ends now when it reaches into what is to come', () => {
    const now = new Date(2026, 4, 1, 10, 0, 30).getTime();
    const own = { kind: 'own', from: '2026-05-01T09:00', to: '2026-05-01T12:00' } as const;
    expect(timeSpanOf(own, now)?.to).toBe(new Date(2026, 4, 1, 10, 1).getTime());
    expect(timeSpanOf({ ...own, to: '2026-05-01T09:30' }, now)?.to).toBe(
      new Date(2026, 4, 1, 9, 30).getTime(),
    );
  });

  test('can be gone on with by hand', () => {
    const own = toCustomRange({ kind: 'last', id: '1h' }, new Date(2026, 4, 1, 10, 0).getTime());
    expect(own).toEqual({ kind: 'own', from: '2026-05-01T09:00', to: '2026-05-01T10:00' });
  });
});

describe('a chart of metrics', () => {
  const queue = metricCharts.find((chart) => chart.id === 'queue') ?? metricCharts[0];
  const cost = metricCharts.find((chart) => chart.id === 'cost') ?? metricCharts[0];
  const point = (at: number, depth: number | null, micros: number | null = null) => ({
    at,
    values: [depth, micros],
  });
  const measured = (points: ReturnType<typeof point>[]) => ({
    metrics: ['queue.normal', 'cost.micros'] as const,
    points,
    step: 10_000,
  });

  test('draws a gap where nothing was sampled, at its ends too', () => {
    const points = [20, 30, 40, 90, 100].map((second) => point(second * 1000, second === 90 ? null : 1));
    expect(gapsOf(measured(points), { from: 0, to: 110_000 })).toEqual([{ from: 40_000, to: 100_000 }]);
    expect(gapsOf(measured(points), { from: -60_000, to: 200_000 })).toEqual([
      { from: -60_000, to: 20_000 },
      { from: 40_000, to: 100_000 },
      { from: 100_000, to: 200_000 },
    ]);
  });

  test('draws no gap where there was merely nothing to measure', () => {
    const points = [0, 10, 20].map((second) => point(second * 1000, 0, second === 10 ? null : 500_000));
    if (cost === undefined) throw new Error('there is no chart of the cost');
    const data = chartDataOf(cost, measured(points), { from: 0, to: 20_000 });
    expect(data.gaps).toEqual([]);
    expect(data.points.map((one) => one['cost.micros'])).toEqual([0.5, null, 0.5]);
  });

  test('spans the range that was asked for and never has more than can be drawn', () => {
    if (queue === undefined) throw new Error('there is no chart of the queue');
    const few = chartDataOf(queue, measured([point(50_000, 1)]), { from: 0, to: 100_000 });
    expect(few.points.map((one) => one['x'])).toEqual([
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:50.000Z',
      '1970-01-01T00:01:40.000Z',
    ]);
    const many = Array.from({ length: 1000 }, (_, at) => point(at * 10_000, at));
    expect(chartDataOf(queue, measured(many), { from: -50_000, to: 20_000_000 }).points).toHaveLength(1000);
    expect(isEmpty(chartDataOf(queue, measured([]), { from: 0, to: 10 }))).toBe(true);
  });
});

describe('the charts', () => {
  const rows = [...fleetMetrics, { name: 'app.pauses', title: 'Pauses', unit: 'ms', of: 'app' }].map(
    ({ name: id, title, unit, of }) => ({ id, title, unit, of }),
  );
  const all = [...metricCharts, ...furtherCharts(rows)];

  test('draw every metric that is measured, once, and none that is not', () => {
    const drawn = all.flatMap(({ series }) => series.map(({ metric }) => metric));
    expect(drawn.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect(all.find(({ id }) => id === 'app.pauses')).toMatchObject({ title: 'Pauses', unit: 'ms' });
  });

  test('are asked for in questions of at most twelve metrics, the pulse among them', () => {
    const questions = questionsFor(all);
    expect(questions.flat()).toEqual(all);
    for (const charts of questions)
      expect(charts.flatMap(({ series }) => series).length).toBeLessThanOrEqual(11);
    expect(questionsFor(metricCharts).length).toBe(2);
  });
});

describe('ticks over moments', () => {
  test('stand at round times of the clock', () => {
    const from = new Date(2026, 4, 1, 10, 3).getTime();
    const ticks = instantTicks(from, from + 3_600_000, 6);
    expect(ticks.map((tick) => tick.label)).toEqual(['10:10', '10:20', '10:30', '10:40', '10:50', '11:00']);
  });

  test('name the day at midnight', () => {
    const from = new Date(2026, 4, 1, 18, 0).getTime();
    expect(instantTicks(from, from + 24 * 3_600_000, 5).map((tick) => tick.label)).toEqual([
      '18:00',
      'May 2',
      '06:00',
      '12:00',
      '18:00',
    ]);
  });

  test('know a moment, a day and a name apart', () => {
    expect(pointTime('2026-05-01T10:00:00.000Z')).toBe(Date.UTC(2026, 4, 1, 10));
    expect(pointTime('2026-05-01')).toBe(Date.UTC(2026, 4, 1));
    expect(pointTime('Even Keel')).toBeNull();
  });
});
