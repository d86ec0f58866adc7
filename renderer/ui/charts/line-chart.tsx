import type { ChartData } from './chart-data.ts';
import { assertDrawable } from './chart-data.ts';

export interface LineChartProps {
  readonly data: ChartData;
  readonly label: string;
  readonly height?: number | undefined;
  /** Charts with the same id share one crosshair. */
  readonly syncId?: string | undefined;
}

export function LineChart({ data, label }: LineChartProps) {
  return <figure aria-label={label}>{assertDrawable(data).points.length}</figure>;
}
