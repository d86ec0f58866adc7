import type { ChartPoint } from './chart.ts';

/**
 * Downsamples to at most `most` points, keeping the shape: one point per bucket, the one that spans the largest
 * triangle with its neighbours (largest triangle three buckets), summed over all series on their own scales. First
 * and last point stay, and so do both sides of every place where a series becomes known or unknown.
 */
export function downsample(
  points: readonly ChartPoint[],
  keys: readonly string[],
  most: number,
): ChartPoint[] {
  if (points.length <= most || most < 3) return most < 3 ? points.slice(0, most) : [...points];
  const edges = knownEdges(points, keys);
  const kept = edges.length <= most / 2 ? edges : thinEvenly(edges, Math.floor(most / 2));
  const chosen = new Set([...kept, ...largestTriangles(points, keys, most - kept.length)]);
  return [...chosen]
    .sort((a, b) => a - b)
    .flatMap((index) => (points[index] === undefined ? [] : [points[index]]));
}

function known(point: ChartPoint | undefined, key: string): boolean {
  return typeof point?.[key] === 'number';
}

function knownEdges(points: readonly ChartPoint[], keys: readonly string[]): number[] {
  const edges: number[] = [];
  for (let i = 1; i < points.length; i += 1) {
    if (keys.some((key) => known(points[i - 1], key) !== known(points[i], key))) edges.push(i - 1, i);
  }
  return [...new Set(edges)];
}

function thinEvenly(indexes: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => indexes[Math.floor((i * indexes.length) / count)] ?? 0);
}

function largestTriangles(points: readonly ChartPoint[], keys: readonly string[], count: number): number[] {
  const last = points.length - 1;
  if (count < 3) return [0, last].slice(0, count);
  const scaled = keys.map((key) => scale(points, key));
  const width = (last - 1) / (count - 2);
  const chosen = [0];
  let anchor = 0;
  for (let bucket = 0; bucket < count - 2; bucket += 1) {
    const from = Math.floor(bucket * width) + 1;
    const to = Math.max(from + 1, Math.floor((bucket + 1) * width) + 1);
    const next = {
      from: to,
      to: Math.max(to + 1, Math.min(Math.floor((bucket + 2) * width) + 1, points.length)),
    };
    let best = from;
    let bestArea = -1;
    for (let i = from; i < Math.min(to, last); i += 1) {
      const area = scaled.reduce((sum, values) => sum + triangle(values, anchor, i, next), 0);
      if (area > bestArea) {
        bestArea = area;
        best = i;
      }
    }
    chosen.push(best);
    anchor = best;
  }
  return [...chosen, last];
}

/** A series between 0 and 1; unknown counts as 0. */
function scale(points: readonly ChartPoint[], key: string): number[] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const value = point[key];
    if (typeof value !== 'number') continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const range = greatest - least || 1;
  return points.map((point) => {
    const value = point[key];
    return typeof value === 'number' ? (value - least) / range : 0;
  });
}

function triangle(
  values: readonly number[],
  a: number,
  b: number,
  next: { from: number; to: number },
): number {
  let sum = 0;
  for (let i = next.from; i < next.to; i += 1) sum += values[i] ?? 0;
  const count = Math.max(1, next.to - next.from);
  const c = (next.from + next.to - 1) / 2;
  const [ya, yb, yc] = [values[a] ?? 0, values[b] ?? 0, sum / count];
  return Math.abs((a - c) * (yb - ya) - (a - b) * (yc - ya)) / 2;
}
