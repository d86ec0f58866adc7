import type { ChartData } from './chart-data.ts';
import { assertDrawable } from './chart-data.ts';
import { downsampleRows } from './downsample-rows.ts';
import { isInstant, pointTime } from './instant-ticks.ts';

/** Values drawn in a stack, all bands together: the library works per value, not per point. */
const stackedValues = 2000;

/** The point nearest to where another chart's crosshair stands: linked charts need not have the same points. */
export function nearestTick(ticks: readonly { readonly value?: unknown }[], at: unknown): number {
  let nearest = -1;
  let apart = Infinity;
  ticks.forEach((tick, index) => {
    const distance = Math.abs(Number(tick.value) - Number(at));
    if (distance < apart) {
      nearest = index;
      apart = distance;
    }
  });
  return nearest;
}

/** What the chart library is given: times as numbers, so that days without a point take their room. */
export interface DrawnChart {
  readonly rows: readonly Readonly<Record<string, number | string | null>>[];
  /** False when `x` are names, not dates or moments. */
  readonly time: boolean;
  /** `x` are moments, told by this machine's clock. */
  readonly instants: boolean;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

export function numberAt(value: number | string | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** A scale in round steps that holds both values and zero: about four steps, whole ones where the values are whole. */
export function valueScale(low: number, high: number, whole: boolean): ValueScale {
  const span = Math.max(high, 0) - Math.min(low, 0) || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const found = [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= rough - 1e-9);
  const step = Math.max(found ?? rough, whole ? 1 : 0);
  const even = whole ? Math.ceil(step) : step;
  const first = Math.floor(Math.min(low, 0) / even + 1e-9);
  const last = Math.max(Math.ceil(Math.max(high, 0) / even - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * even).toPrecision(12)),
  );
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}

/** Whether every `x` is a date or a moment: names are drawn as bars, never joined by a line. */
export function datesOnly(data: ChartData): boolean {
  return data.points.every((point) => pointTime(String(point['x'] ?? '')) !== null);
}

export function drawnChart(data: ChartData, stacked: boolean): DrawnChart {
  const { points, series, thresholds = [], gaps = [] } = assertDrawable(data);
  const times = points.map((point) => pointTime(String(point['x'] ?? '')));
  const time = points.length > 0 && times.every((one) => one !== null);
  const at = (index: number) => (time ? (times[index] ?? 0) : index);
  let low = 0;
  let high = 0;
  let whole = true;
  const rows = points.map((point, index) => {
    const values = series.map((one) => numberAt(point[one.key]));
    const known = values.filter((value) => value !== null);
    high = Math.max(high, stacked ? known.reduce((sum, value) => sum + value, 0) : Math.max(0, ...known));
    low = Math.min(low, ...known);
    whole = whole && known.every((value) => Number.isInteger(value));
    const drawn: Record<string, number | string | null> = { at: at(index), x: String(point['x'] ?? '') };
    series.forEach((one, place) => {
      drawn[one.key] = values[place] ?? null;
    });
    return drawn;
  });
  for (const threshold of thresholds) {
    high = Math.max(high, threshold.value);
    low = Math.min(low, threshold.value);
  }
  const keys = series.map((one) => one.key);
  const from = at(0);
  const to = at(points.length - 1);
  return {
    rows:
      stacked && time
        ? downsampleRows(rows, keys, Math.max(200, Math.floor(stackedValues / keys.length)))
        : rows,
    time,
    instants: time && points.some((point) => isInstant(String(point['x'] ?? ''))),
    from,
    to: Math.max(from, to),
    ...valueScale(low, high, whole),
    gaps: time
      ? gaps.flatMap((gap) => {
          const start = pointTime(gap.from);
          const end = pointTime(gap.to);
          if (start === null || end === null || end < from || start > to) return [];
          return [{ from: Math.max(from, start), to: Math.min(to, end) }];
        })
      : [],
  };
}

export interface EndLabel {
  readonly key: string;
  readonly label: string;
  /** 0 at the bottom of the plot, 1 at its top, moved apart so that labels don't overlap. */
  readonly height: number;
  readonly value: number;
}

/** Names at the right end of lines, or of the bands of a stack, at least `apart` (share of the plot) from each other. */
export function endLabels(
  data: ChartData,
  drawn: DrawnChart,
  stacked: boolean,
  apart: number,
): readonly EndLabel[] {
  let floor = 0;
  const last = drawn.rows.findLast((one) => data.series.some((series) => numberAt(one[series.key]) !== null));
  const placed = data.series.flatMap((series) => {
    const row = stacked ? last : drawn.rows.findLast((one) => numberAt(one[series.key]) !== null);
    const value = numberAt(row?.[series.key]);
    if (value === null || (stacked && value === 0)) return [];
    const middle = stacked ? floor + value / 2 : value;
    if (stacked) floor += value;
    const height = (middle - drawn.low) / (drawn.high - drawn.low);
    return [{ key: series.key, label: series.label, height, value }];
  });
  const ordered = placed.sort((one, other) => one.height - other.height);
  const spread: EndLabel[] = [];
  let least = -Infinity;
  for (const label of ordered) {
    const height = Math.max(label.height, least);
    spread.push({ ...label, height });
    least = height + apart;
  }
  // What was pushed out at the top comes back down.
  let most = 1;
  for (let index = spread.length - 1; index >= 0; index -= 1) {
    const label = spread[index];
    if (label === undefined || label.height <= most) break;
    spread[index] = { ...label, height: most };
    most -= apart;
  }
  return spread;
}
