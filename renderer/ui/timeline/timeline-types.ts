import type { Mark } from '../marks/mark.ts';

export interface TimelineItem {
  readonly id: string;
  readonly title: string;
  readonly lane: string;
  readonly mark: Mark;
  /** ISO date; null draws the mark at `due`, else a bar up to it. */
  readonly start: string | null;
  readonly due: string;
  /** First date it was seen with, when it has moved since: drawn as a ghost. */
  readonly firstDue: string | null;
  readonly slipDays: number;
  readonly dependsOn: readonly string[];
}

export type TimelineZoom = 'week' | 'month' | 'quarter';
