import type { ChartData } from './chart-data.ts';
import { assertDrawable } from './chart-data.ts';

export interface AreaStackProps {
  readonly data: ChartData;
  readonly label: string;
  readonly height?: number | undefined;
  /** Charts with the same id share one crosshair. */
  readonly syncId?: string | undefined;
}

export function AreaStack({ data, label }: AreaStackProps) {
  return <figure aria-label={label}>{assertDrawable(data).points.length}</figure>;
}
