import { z } from 'zod';
import { EvidenceId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';

/** How a value stands against its thresholds; `missing`: there is no value, `stale`: it is older than the policy allows. */
export const SLO_RESULTS = ['pass', 'warn', 'soft-fail', 'hard-fail', 'missing', 'stale'] as const;
export const SloResult = z.enum(SLO_RESULTS);
export type SloResult = z.output<typeof SloResult>;

/** How one objective of a policy stands at a stage, by its newest value. A gate reads this. */
export const SloStanding = z.object({
  policy: z.string(),
  objective: z.string(),
  title: z.string(),
  stage: z.string(),
  profile: z.string(),
  result: SloResult,
  /** Whether it blocks a release: by its result, or because soft failures came as often in a row as the policy says. */
  blocks: z.boolean(),
  breachesInARow: z.number().int(),
  value: z.number().nullable(),
  unit: z.string(),
  /** When the value was measured. */
  at: Millis.nullable(),
  evidenceId: EvidenceId.nullable(),
  /** One sentence: the value, its threshold and where it comes from. */
  says: z.string(),
});
export type SloStanding = Readonly<z.output<typeof SloStanding>>;
