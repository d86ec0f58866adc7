import type { OutputOf } from '../../../core/contract/index.ts';
import { type ChartData, type ChartPoint, maxChartPoints } from '../../ui/charts/chart-data.ts';
import { type MetricChart, pulse } from './charts.ts';
import type { TimeSpan } from './range.ts';

type Points = OutputOf<'metrics.series'>['points'];

export interface Measured {
  readonly metrics: readonly string[];
  readonly points: Points;
  /** Milliseconds. */
  readonly step: number;
}

const iso = (at: number) => new Date(at).toISOString();

/** Where nothing was sampled: before the first, after the last, and wherever the hub's pulse is missing. */
export function gapsOf(measured: Measured, span: TimeSpan): readonly TimeSpan[] {
  const at = measured.metrics.indexOf(pulse);
  const known = measured.points
    .filter((point) => (point.values[at] ?? null) !== null)
    .map((point) => point.at);
  const edges = [span.from, ...known, span.to];
  return edges.flatMap((from, index) => {
    const to = edges[index + 1];
    // A step or two between samples is how they are taken; the newest one may still be on its way.
    return to === undefined || to - from <= measured.step * 2.5 ? [] : [{ from, to }];
  });
}

/** What one chart draws: lines break wherever there is no number, and bands say where there was no hub to measure. */
export function chartDataOf(chart: MetricChart, measured: Measured, span: TimeSpan): ChartData {
  const places = chart.series.map((series) => measured.metrics.indexOf(series.metric));
  const per = chart.per ?? 1;
  const gaps = gapsOf(measured, span);
  const unknown = Object.fromEntries(chart.series.map((series) => [series.metric, null]));
  const points: ChartPoint[] = measured.points.map((point) => ({
    x: iso(point.at),
    ...Object.fromEntries(
      chart.series.map((series, index) => {
        const value = point.values[places[index] ?? -1] ?? null;
        return [series.metric, value === null ? null : value / per];
      }),
    ),
  }));
  // The axis spans the range that was asked for, not only what was measured of it.
  const first = measured.points[0]?.at;
  const last = measured.points.at(-1)?.at;
  const far = (from: number, to: number) => to - from > measured.step * 2.5;
  const spare = maxChartPoints - points.length;
  if (first === undefined || (far(span.from, first) && spare > 0))
    points.unshift({ x: iso(span.from), ...unknown });
  if (last === undefined || (far(last, span.to) && spare > 1)) points.push({ x: iso(span.to), ...unknown });
  return {
    points: points.slice(0, maxChartPoints),
    series: chart.series.map(({ metric, label, mark }) => ({ key: metric, label, mark })),
    unit: chart.unit,
    gaps: gaps.map((gap) => ({ from: iso(gap.from), to: iso(gap.to) })),
  };
}

/** Nothing to draw at all. */
export function isEmpty(data: ChartData): boolean {
  return data.points.every((point) => data.series.every((series) => (point[series.key] ?? null) === null));
}
