import { z } from 'zod';
import { ItemState } from '../../trackers/vocabulary/states.ts';
import { EvidenceTier, EvidenceType } from '../evidence.ts';
import { RoleId } from '../signoff/policy.ts';

/** `high` makes a gate say no; a failed `medium` one does so beyond the number that the gate allows. */
export const CriterionSeverity = z.enum(['high', 'medium', 'low']);
export type CriterionSeverity = z.output<typeof CriterionSeverity>;

export const GateId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/u, 'A gate is named with small letters, digits, ".", "_" and "-".');
export const CriterionId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/u);

/** Which items are meant. Every part narrows; an expression sees the item's fields. */
export const ItemSelector = z.strictObject({
  /** By id or name; left out: every tracker. */
  tracker: z.string().min(1).max(300).optional(),
  section: z.string().min(1).max(300).optional(),
  kind: z.string().min(1).max(40).optional(),
  /** `A-E`, `UC-01..UC-10`, `WS1, WS3`: each key that is named must be there. */
  keys: z.string().min(1).max(1000).optional(),
  where: z.string().min(1).max(1000).optional(),
});
export type ItemSelector = z.output<typeof ItemSelector>;

const base = {
  id: CriterionId,
  title: z.string().min(1).max(300),
  severity: CriterionSeverity.default('high'),
  /** Shown beside what failed. */
  reason: z.string().max(1000).optional(),
  /** Who can mend it, where the items have no owner. */
  owner: z.string().max(100).optional(),
  /** Items whose words it stands for, where it judges something else: the report leads back to them. */
  traces: ItemSelector.optional(),
};

/** Each kind of criterion under the field that tells it from the others. */
export const CRITERIA = {
  items: z.strictObject({
    ...base,
    items: ItemSelector,
    /** What each of the items must be. */
    require: z
      .strictObject({
        /** `any`: whatever it says, also nothing. */
        state: z.union([z.literal('any'), z.array(ItemState).min(1)]).default(['done', 'locked']),
        evidence: z
          .strictObject({
            atLeast: z.number().int().min(0).max(20).default(1),
            types: z.array(EvidenceType).min(1).optional(),
            tier: EvidenceTier.default('claimed'),
            /** Its commit, or an ancestor of the candidate: evidence for another one does not count. */
            commit: z.enum(['any', 'candidate']).default('any'),
          })
          .optional(),
        /** `when-asked`: an item that was ever put up counts by its sign-off and no longer by its word. */
        signoff: z.union([z.enum(['when-asked', 'always']), z.array(RoleId).min(1)]).default('when-asked'),
        /** `either`: being in the state is enough, and so is having the evidence. */
        enough: z.enum(['both', 'either']).default('both'),
      })
      .prefault({}),
    /** How few there may be: a criterion over nothing is not met. */
    atLeast: z.number().int().min(0).default(1),
  }),
  findings: z.strictObject({
    ...base,
    findings: z.strictObject({
      tracker: z.string().min(1).max(300).optional(),
      severity: z.enum(['info', 'warning', 'high']).default('high'),
      most: z.number().int().min(0).default(0),
    }),
  }),
  slo: z.strictObject({
    ...base,
    slo: z.strictObject({
      policy: z.string().min(1).max(60),
      stage: z.string().min(1).max(40),
      profile: z.string().max(40).optional(),
    }),
  }),
  lineage: z.strictObject({
    ...base,
    lineage: z.strictObject({ of: z.enum(['candidate']).default('candidate') }),
  }),
  gate: z.strictObject({ ...base, gate: z.strictObject({ id: GateId }) }),
} as const;

export const Criterion = z.union([
  CRITERIA.items,
  CRITERIA.findings,
  CRITERIA.slo,
  CRITERIA.lineage,
  CRITERIA.gate,
]);
export type Criterion = z.output<typeof Criterion>;

export type ItemsCriterion = z.output<typeof CRITERIA.items>;

/** A gate as a person writes it, in YAML. */
export const GateDocument = z.strictObject({
  gate: GateId,
  title: z.string().min(1).max(300),
  /** How many failed criteria of medium severity still let it pass. */
  mediumAllowed: z.number().int().min(0).max(100).default(0),
  criteria: z.array(Criterion).min(1).max(200),
});
export type GateDocument = z.output<typeof GateDocument>;

/** A longer text is no gate. */
export const LONGEST_DOCUMENT = 200_000;
