import type { ItemFact } from './gate-facts.ts';
import type { GateFailure } from './report.ts';

/** What one criterion comes to. */
export interface Judged {
  /** How many items, findings or values were judged, and how many are as they have to be. */
  readonly seen: number;
  readonly met: number;
  readonly failures: readonly GateFailure[];
  readonly items: readonly ItemFact[];
}
