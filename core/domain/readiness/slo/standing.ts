import type { EvidenceId } from '../../../kernel/ids.ts';

/** How a value stands against its thresholds; `missing`: there is no value, `stale`: it is older than the policy allows. */
export const SLO_RESULTS = ['pass', 'warn', 'soft-fail', 'hard-fail', 'missing', 'stale'] as const;
export type SloResult = (typeof SLO_RESULTS)[number];

/** How one objective of a policy stands at a stage, by its newest value. A gate reads this. */
export interface SloStanding {
  readonly policy: string;
  readonly objective: string;
  readonly title: string;
  readonly stage: string;
  readonly profile: string;
  readonly result: SloResult;
  /** Whether it blocks a release: by its result, or because soft failures came as often in a row as the policy says. */
  readonly blocks: boolean;
  readonly breachesInARow: number;
  readonly value: number | null;
  readonly unit: string;
  readonly at: number | null;
  readonly evidenceId: EvidenceId | null;
  /** One sentence: the value, its threshold and where it comes from. */
  readonly says: string;
}
