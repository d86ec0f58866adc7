import { z } from 'zod';
import { EvidenceId, ItemId, SignoffId } from '../../../kernel/ids.ts';
import type { GateCheck, GateJudgement } from './report.ts';

export const NextStep = z.object({
  /** What to do, in a sentence. */
  fix: z.string(),
  /** What is not as it has to be. */
  why: z.string(),
  itemId: ItemId.nullable(),
  itemTitle: z.string().nullable(),
  evidenceId: EvidenceId.nullable(),
  signoffId: SignoffId.nullable(),
  /** The criteria that it is for. */
  checks: z.array(z.string()),
});
export type NextStep = z.output<typeof NextStep>;

export const NextSteps = z.object({
  /** Null: what nobody is named for. */
  owners: z.array(z.object({ owner: z.string().nullable(), steps: z.array(NextStep) })),
  /** Failures that the report does not list one by one. */
  unlisted: z.number().int(),
});
export type NextSteps = z.output<typeof NextSteps>;

/**
 * The fewest things to be done for a gate to say go: all of its high criteria, and of the medium ones those that are nearest to
 * being met, until no more are open than it allows. What an exception lets through is on the list: it is no go.
 */
export function nextSteps(
  { checks }: Pick<GateJudgement, 'checks'>,
  { mediumAllowed }: { readonly mediumAllowed: number },
): NextSteps {
  const failed = checks.filter(({ passed }) => !passed);
  const medium = failed
    .filter(({ severity }) => severity === 'medium')
    .toSorted((a, b) => a.failureCount - b.failureCount);
  const needed = new Set([
    ...failed.filter(({ severity }) => severity === 'high'),
    ...medium.slice(0, Math.max(0, medium.length - mediumAllowed)),
  ]);
  const steps = new Map<string, { readonly owner: string | null; readonly step: NextStep }>();
  // In the order of the gate.
  const open = failed.filter((check) => needed.has(check));
  for (const check of open) for (const one of check.failures) addStep(steps, check, one);
  const owners = new Map<string | null, NextStep[]>();
  for (const { owner, step } of steps.values()) {
    const own = owners.get(owner);
    if (own === undefined) owners.set(owner, [step]);
    else own.push(step);
  }
  return {
    owners: [...owners]
      .map(([owner, own]) => ({ owner, steps: own }))
      .toSorted((a, b) => Number(a.owner === null) - Number(b.owner === null)),
    unlisted: open.reduce((sum, { failureCount, failures }) => sum + failureCount - failures.length, 0),
  };
}

function addStep(
  steps: Map<string, { readonly owner: string | null; readonly step: NextStep }>,
  { check_id }: GateCheck,
  { fix, detail, owner, itemId, itemTitle, evidenceId, signoffId }: GateCheck['failures'][number],
): void {
  const key = JSON.stringify([fix, itemId, evidenceId]);
  const known = steps.get(key);
  if (known !== undefined) {
    known.step.checks.push(check_id);
    return;
  }
  const step = { fix, why: detail, itemId, itemTitle, evidenceId, signoffId, checks: [check_id] };
  steps.set(key, { owner, step });
}
