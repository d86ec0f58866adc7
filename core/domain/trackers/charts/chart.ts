import type { CanonicalState } from '../vocabulary/states.ts';

export type ChartPoint = Record<string, number | string | null>;

/** What a screen draws: at most 1,000 points; `x` is an ISO date, or a name for charts that compare. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** The question it answers, in words. */
  readonly answers: string;
  readonly unit: string;
  readonly series: {
    readonly key: string;
    readonly label: string;
    readonly state: CanonicalState | null;
    readonly dashed: boolean;
  }[];
  readonly points: ChartPoint[];
  /** Periods without any observation. */
  readonly gaps: { readonly from: string; readonly to: string }[];
  /** Points before downsampling. */
  readonly of: number;
}

/** More is never handed to a chart. */
export const MAX_POINTS = 1000;
