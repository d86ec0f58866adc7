import { expect, test } from 'vitest';
import type { RollUp } from '../../../core/domain/metrics/metric.ts';
import { ok } from '../../../core/kernel/result.ts';
import { latestMetrics, metricSeries } from '../../../db/readers/fleet/metrics.ts';
import { recordMetrics } from '../../../db/usecases/fleet/metrics.ts';
import { testHubN } from '../../support/fleet/test-hub.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';

const START = Date.UTC(2026, 10, 20, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const rules: Readonly<Record<string, RollUp>> = { 'queue.high': 'max', 'tasks.completed': 'sum' };
const ruleOf = (name: string): RollUp => rules[name] ?? 'mean';
const asked = (...names: readonly string[]) => names.map((name) => ({ name, rollUp: ruleOf(name) }));

function record(ws: TestWorkspace, from: number, steps: number): void {
  for (let n = 0; n < steps; n += 1)
    must(
      recordMetrics(
        ws.db,
        testHubN,
        from + n * 10 * SECOND + 137,
        { 'queue.high': n, 'tasks.completed': 2, 'agents.busy': n % 2, 'assign.p95': null },
        ruleOf,
      ),
    );
}

test('ten seconds, minutes and hours are kept, each metric rolled up by its own rule', () => {
  const ws = testWorkspace();
  record(ws, START, 30);
  expect(latestMetrics(ws.db.read, testHubN)).toEqual({
    at: START + 290 * SECOND,
    values: { 'queue.high': 29, 'tasks.completed': 2, 'agents.busy': 1, 'assign.p95': null },
  });
  const metrics = asked('queue.high', 'tasks.completed', 'agents.busy', 'assign.p95');
  const fine = metricSeries(ws.db.read, testHubN, { metrics, from: START, to: START + 5 * MINUTE });
  expect(fine.step).toBe(10 * SECOND);
  expect(fine.points[3]).toEqual({ at: START + 30 * SECOND, values: [3, 2, 1, null] });
  const wide = metricSeries(ws.db.read, testHubN, { metrics, from: START, to: START + 12 * HOUR });
  expect(wide.step).toBe(MINUTE);
  expect(wide.points.slice(0, 2)).toEqual([
    { at: START, values: [5, 12, 0.5, null] },
    { at: START + MINUTE, values: [11, 12, 0.5, null] },
  ]);
  const days = metricSeries(ws.db.read, testHubN, { metrics, from: START, to: START + 40 * 24 * HOUR });
  expect(days.step).toBe(HOUR);
  expect(days.points[0]).toEqual({ at: START, values: [29, 60, 0.5, null] });
});

test('a period without samples is a gap', () => {
  const ws = testWorkspace();
  record(ws, START, 2);
  record(ws, START + 50 * SECOND, 1);
  const { points } = metricSeries(ws.db.read, testHubN, {
    metrics: asked('tasks.completed'),
    from: START,
    to: START + 60 * SECOND,
  });
  expect(points.map(({ values }) => values[0])).toEqual([2, 2, null, null, null, 2]);
});

test.each([
  ['a minute', MINUTE],
  ['three hours', 3 * HOUR],
  ['a day and a bit', 25 * HOUR + 12_345],
  ['a month', 31 * 24 * HOUR],
  ['two years', 731 * 24 * HOUR],
  ['forty years', 40 * 365 * 24 * HOUR],
])('%s is drawn with at most 1,000 points, whole steps apart', (_what, length) => {
  const ws = testWorkspace();
  record(ws, START, 3);
  const { step, points } = metricSeries(ws.db.read, testHubN, {
    metrics: asked('tasks.completed'),
    from: START - length,
    to: START + 30 * SECOND,
  });
  expect(points.length).toBeLessThanOrEqual(1000);
  const begin = points[0]?.at ?? 0;
  expect(begin % step).toBe(0);
  expect(points.map(({ at }) => at)).toEqual(points.map((_, n) => begin + n * step));
  expect(points.at(-1)?.values[0]).not.toBeNull();
});

test('where the fine samples are gone, the longer ones are drawn', () => {
  const ws = testWorkspace();
  record(ws, START, 60);
  must(
    ws.db.write('normal', (tx) => {
      tx.db.run('DELETE FROM metric_step WHERE step = 10000 AND at < ?', START + 9 * MINUTE);
      return ok(null);
    }),
  );
  const input = { metrics: asked('tasks.completed'), from: START, to: START + 10 * MINUTE };
  const { step, points } = metricSeries(ws.db.read, testHubN, input);
  expect(step).toBe(MINUTE);
  expect(points.map(({ values }) => values[0])).toEqual(Array.from({ length: 10 }, () => 12));
});

test('a day of samples stays, and no more, also when the clock jumps', () => {
  const ws = testWorkspace();
  must(
    ws.db.write('normal', (tx) => {
      for (let n = 0; n < 9000; n += 1)
        tx.db.run('INSERT INTO metric_step VALUES (1, 10000, ?, ?)', START + n * 10_000, '{"v":1,"d":{}}');
      return ok(null);
    }),
  );
  record(ws, START + 9000 * 10_000, 1);
  record(ws, START + 5 * 365 * 24 * HOUR, 1);
  expect(ws.db.read.value('SELECT count(*) FROM metric_step WHERE step = 10000')).toBe(8640);
  expect(ws.db.read.value('SELECT min(at) FROM metric_step WHERE step = 10000')).toBe(START + 362 * 10_000);
});

test('a metric that nobody here knows stays readable, and what it lies beside too', () => {
  const ws = testWorkspace();
  for (const [n, value] of [4, 8].entries())
    must(
      recordMetrics(
        ws.db,
        testHubN,
        START + n * 10 * SECOND,
        { 'from.another-version': value, 'tasks.completed': 1 },
        ruleOf,
      ),
    );
  const metrics = asked('from.another-version', 'tasks.completed', 'never.measured');
  const fine = metricSeries(ws.db.read, testHubN, { metrics, from: START, to: START + 20 * SECOND });
  expect(fine.points.map(({ values }) => values)).toEqual([
    [4, 1, null],
    [8, 1, null],
  ]);
  const wide = metricSeries(ws.db.read, testHubN, { metrics, from: START, to: START + 12 * HOUR });
  expect(wide.points[0]?.values).toEqual([6, 2, null]);
});
