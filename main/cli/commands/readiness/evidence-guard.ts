import type { InputOf } from '../../../../core/contract/index.ts';
import type { GuardBound } from '../../../../core/domain/readiness/measure/guard.ts';
import type { Measure } from '../../../../core/domain/readiness/measure/measure.ts';
import { EvidenceId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';

/** A number, or where one stands. */
export type Baseline = number | { readonly file: string; readonly measure: Measure };

export interface GuardOptions {
  readonly baseline?: Baseline;
  readonly guard?: GuardBound;
  readonly none?: boolean;
}

export function guardEvidence(
  context: CommandContext,
  id: string,
  { baseline, guard, none = false }: GuardOptions,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const evidenceId = EvidenceId.safeParse(id);
    if (!evidenceId.success) return fail('evidence.not-found', `There is no evidence ${id}.`);
    const guarded = newGuard(baseline, guard, context.cwd);
    if (!guarded.ok) return guarded;
    if ((guarded.value === null) !== none)
      return fail('evidence.bad-locator', 'Name --baseline and --guard, or --none. Nothing was changed.');
    const answer = await client.call('evidence.guard', { evidenceId: evidenceId.data, guard: guarded.value });
    if (!answer.ok) return answer;
    const { result, says } = answer.value;
    context.out.result(answer.value, [`${result}: ${says}`]);
    return ok(result === 'verified' ? exitCodes.ok : exitCodes.refused);
  });
}

/** A baseline without a bound would hold nothing, and a bound needs one. */
export function newGuard(
  baseline: Baseline | undefined,
  bound: GuardBound | undefined,
  cwd: string,
): Result<NonNullable<InputOf<'evidence.add'>['guard']> | null> {
  if (baseline === undefined && bound === undefined) return ok(null);
  if (baseline === undefined || bound === undefined)
    return fail('evidence.bad-locator', '--baseline and --guard belong together. Nothing was changed.');
  return ok({
    bound,
    baseline:
      typeof baseline === 'number' ? baseline : { ...baseline, file: pathFromHere(baseline.file, cwd) },
  });
}

/** What a person marks as a path from where they are, as the engine reads it: it runs elsewhere. */
export function pathFromHere(path: string, cwd: string): string {
  return /^(?:\.{1,2}[/\\]|~)/u.test(path) ? absolutePath(path, cwd) : path;
}
