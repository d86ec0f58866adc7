import { z } from 'zod';
import { RootedPath } from '../evidence.ts';
import { parseMeasure } from '../measure/measure-text.ts';

export const SloPolicyId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/u, 'A policy is named with small letters, digits, ".", "_" and "-"');
export const ObjectiveId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/u,
    'An objective is named with letters, digits, ".", "_", ":" and "-"',
  );
/** `dev`, `staging`, `prod`; `strict`, `transitional`. */
export const SloName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/u, 'It is named with small letters, digits, ".", "_" and "-"');

/** The worst values that still count as one thing: beyond `warn` it is shown, beyond `soft` it blocks when it repeats, beyond `hard` at once. */
const Limits = {
  warn: z.number().optional(),
  soft: z.number().optional(),
  hard: z.number().optional(),
};

/** Counts for the stage and profile that it names, else for all; what stands further down replaces what stands above. */
const Threshold = z.strictObject({ stage: SloName.optional(), profile: SloName.optional(), ...Limits });

/** Where a value is read; of several for a stage the last one counts. */
const Source = z.strictObject({
  stage: SloName.optional(),
  /** A repository or folder of the workspace, by name or id; left out: that of the policy. */
  root: z.string().min(1).max(300).optional(),
  file: RootedPath,
  measure: z
    .string()
    .max(3000)
    .superRefine((text, context) => {
      const read = parseMeasure(text);
      if (!read.ok) context.addIssue({ code: 'custom', message: read.error.message });
    }),
  /** In JSON, a pointer to when it was measured; left out: when the file was written. */
  at: z
    .string()
    .max(1000)
    .regex(/^(?:\/(?:[^~/]|~[01])*)+$/u, 'A JSON pointer, such as /generated_at')
    .optional(),
});
export type SloSource = z.output<typeof Source>;

const Objective = z.strictObject({
  id: ObjectiveId,
  title: z.string().min(1).max(200),
  unit: z.string().max(30).default(''),
  better: z.enum(['lower', 'higher']),
  /** Days after which a value no longer counts; left out: it always does. */
  freshDays: z.number().int().min(1).max(3650).optional(),
  /** How many soft failures in a row block. */
  repeat: z.number().int().min(1).max(100).default(2),
  thresholds: z.array(Threshold).min(1).max(100),
  /** Left out: values are typed in, with evidence. */
  sources: z.array(Source).max(50).default([]),
});
export type SloObjective = z.output<typeof Objective>;

/** Service level objectives as a person writes them, in YAML. The first profile counts where none is named. */
export const SloDocument = z
  .strictObject({
    policy: SloPolicyId,
    title: z.string().min(1).max(300),
    stages: z.array(SloName).min(1).max(20),
    profiles: z.array(SloName).min(1).max(10).default(['strict']),
    root: z.string().min(1).max(300).optional(),
    objectives: z.array(Objective).min(1).max(200),
  })
  .superRefine(({ stages, profiles, objectives }, context) => {
    const say = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    sayTwice(stages, (at, name) => say(['stages', at], `The stage ${name} stands twice`));
    sayTwice(profiles, (at, name) => say(['profiles', at], `The profile ${name} stands twice`));
    sayTwice(
      objectives.map(({ id }) => id),
      (at, name) => say(['objectives', at, 'id'], `The objective ${name} stands twice`),
    );
    for (const [at, objective] of objectives.entries()) {
      const path = ['objectives', at];
      for (const list of ['thresholds', 'sources'] as const) {
        for (const [index, { stage }] of objective[list].entries())
          if (stage !== undefined && !stages.includes(stage))
            say([...path, list, index, 'stage'], `There is no stage ${stage} in this policy`);
      }
      for (const [index, { profile }] of objective.thresholds.entries())
        if (profile !== undefined && !profiles.includes(profile))
          say([...path, 'thresholds', index, 'profile'], `There is no profile ${profile} in this policy`);
      const wrong = stages.flatMap((stage) =>
        profiles.flatMap((profile) => limitProblem(objective, stage, profile) ?? []),
      );
      if (wrong[0] !== undefined) say([...path, 'thresholds'], wrong[0]);
    }
  });
export type SloDocument = z.output<typeof SloDocument>;

function sayTwice(names: readonly string[], say: (at: number, name: string) => void): void {
  for (const [at, name] of names.entries()) if (names.indexOf(name) !== at) say(at, name);
}

export interface SloLimits {
  readonly warn: number | null;
  readonly soft: number | null;
  readonly hard: number | null;
}

/** What counts for a stage and a profile. */
export function limitsOf({ thresholds }: SloObjective, stage: string, profile: string): SloLimits {
  let limits: SloLimits = { warn: null, soft: null, hard: null };
  for (const { stage: onlyAt, profile: onlyIn, warn, soft, hard } of thresholds) {
    if ((onlyAt ?? stage) !== stage || (onlyIn ?? profile) !== profile) continue;
    limits = { warn: warn ?? limits.warn, soft: soft ?? limits.soft, hard: hard ?? limits.hard };
  }
  return limits;
}

/** An objective that nothing could fail, or whose limits stand in the wrong order, says less than its author meant. */
function limitProblem(objective: SloObjective, stage: string, profile: string): string | null {
  const { warn, soft, hard } = limitsOf(objective, stage, profile);
  const where = `at ${stage} in ${profile}`;
  if (soft === null && hard === null) return `Nothing can fail ${where}: it needs a soft or a hard limit`;
  const sign = objective.better === 'lower' ? 1 : -1;
  const given = [warn, soft, hard].filter((limit) => limit !== null).map((limit) => limit * sign);
  const isOrdered = given.every((limit, at) => at === 0 || limit >= (given[at - 1] ?? limit));
  return isOrdered ? null : `The limits ${where} get worse from warn over soft to hard`;
}

/** Where the value of a stage is read; null: it is typed in. */
export function sourceOf({ sources }: SloObjective, stage: string): SloSource | null {
  return sources.findLast((source) => (source.stage ?? stage) === stage) ?? null;
}
