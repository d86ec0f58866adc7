/** A value both sides changed differently; nothing is lost, both are kept here. Sides go by time, not by who asks. */
export interface MergeConflict {
  /** Item it belongs to, '' for metadata and text. */
  readonly address: string;
  readonly field: string;
  readonly label: string;
  readonly base: string | null;
  readonly earlier: string | null;
  readonly later: string | null;
  /** What the merged file says now. */
  readonly kept: 'earlier' | 'later' | 'both';
  /** The rule that decided, in words. */
  readonly rule: string;
}

/** Why a row stays that is gone on one side. */
export const CHANGED_ROW_STAYS = 'One side removed this row, the other changed it; the changed row stays.';

/** What the parts of a merge report to. */
export interface MergeLedger {
  readonly conflicts: MergeConflict[];
}
