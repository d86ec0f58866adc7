import { rowsAsCsv } from '../table/clipboard/table-copy.ts';
import type { ChartData, ChartPoint } from './chart-data.ts';

/** The chart's points as CSV; unknown is an empty cell, never zero. */
export function chartCsv(data: ChartData): string {
  return rowsAsCsv<ChartPoint>(
    [
      { id: 'x', label: 'x', value: (point) => String(point['x'] ?? '') },
      ...data.series.map((series) => ({
        id: series.key,
        label: series.label,
        value: (point: ChartPoint) => String(point[series.key] ?? ''),
      })),
    ],
    data.points,
  );
}
