import type { StateCounts } from '../vocabulary/state-counts.ts';

/** More rows of one kind are counted, not listed. */
export const MOST_ROWS = 200;

export interface ReportedItem {
  readonly title: string;
  readonly status: string | null;
  readonly owner: string | null;
  readonly due: string | null;
}

export interface ReportedChange {
  readonly day: string;
  readonly sentence: string;
}

/** The first of a list, and how many there are. */
export interface Counted<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** How a tracker stands on a day, and what changed since another. Days are ISO. */
export interface TrackerReport {
  readonly name: string;
  readonly day: string;
  readonly since: string;
  readonly counts: StateCounts;
  readonly done: number;
  readonly total: number;
  readonly late: Counted<ReportedItem>;
  readonly next: Counted<ReportedItem>;
  readonly blocked: Counted<ReportedItem>;
  readonly changes: Counted<ReportedChange>;
}
