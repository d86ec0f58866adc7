import type { Mark } from '../marks/mark.ts';

/** More is never given to the chart library: callers downsample first. */
export const maxChartPoints = 1000;

export type ChartPoint = Readonly<Record<string, number | string | null>>;

export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** Drawn in the colour of this state; null takes the accent. */
  readonly mark: Mark | null;
  readonly dashed?: boolean | undefined;
}

export interface ChartThreshold {
  readonly value: number;
  /** Words on the line: "all 25". */
  readonly label: string;
}

export interface ChartData {
  /** Every point has `x` (an ISO date, an ISO moment ending in Z, or a name) and one entry per series key; null is unknown. */
  readonly points: readonly ChartPoint[];
  readonly series: readonly ChartSeries[];
  /** What the numbers are: "items". */
  readonly unit: string;
  /** Periods without data (values of `x`), drawn as hatched bands. */
  readonly gaps?: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly thresholds?: readonly ChartThreshold[] | undefined;
  /** Points before downsampling; the panel says so when there were more than are shown. */
  readonly of?: number | undefined;
}

/** What every chart is given. */
export interface ChartProps {
  readonly data: ChartData;
  readonly label: string;
  readonly height?: number | undefined;
  /** Charts with the same id share one crosshair. */
  readonly syncId?: string | undefined;
}

/** Refuses what the chart library can't draw in time; giving it more is a bug of the caller. */
export function assertDrawable(data: ChartData): ChartData {
  if (data.points.length > maxChartPoints) {
    throw new RangeError(
      `a chart was given ${data.points.length} points; at most ${maxChartPoints} are drawn`,
    );
  }
  return data;
}
