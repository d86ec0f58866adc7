import type { EvidenceTier, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { type LocatorDraft, parseLocator } from '../../../../core/domain/readiness/locator-text.ts';
import type { GuardBound } from '../../../../core/domain/readiness/measure/guard.ts';
import type { Measure } from '../../../../core/domain/readiness/measure/measure.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { type Baseline, newGuard, pathFromHere } from './evidence-guard.ts';
import { resolveItem } from './evidence-items.ts';

export interface AddEvidenceOptions {
  readonly type: EvidenceType;
  readonly tier: EvidenceTier;
  readonly freshDays?: number;
  readonly note?: string;
  readonly root?: string;
  readonly tracker?: string;
  readonly measure?: Measure;
  readonly subject?: string;
  readonly baseline?: Baseline;
  readonly guard?: GuardBound;
}

export function addEvidence(
  context: CommandContext,
  item: string,
  locator: string,
  { type, tier, freshDays, note, root, tracker, measure, subject, baseline, guard }: AddEvidenceOptions,
): Promise<ExitCode> {
  const { out, cwd } = context;
  return withEngine(context, { create: false }, async (client) => {
    const named = parseLocator(type, locator);
    if (!named.ok) return named;
    const draft = withParts(named.value, measure, subject);
    if (!draft.ok) return draft;
    const guarded = newGuard(baseline, guard, cwd);
    if (!guarded.ok) return guarded;
    const found = await resolveItem(context, client, tracker ?? null, item);
    if (!found.ok) return found;
    const answer = await client.call('evidence.add', {
      itemId: found.value,
      locator: fromHere(draft.value, cwd),
      folder: root === undefined ? null : absolutePath(root, cwd),
      tier,
      freshDays: freshDays ?? null,
      note: note ?? '',
      guard: guarded.value,
    });
    if (!answer.ok) return answer;
    const { evidenceId, result, says, summary } = answer.value;
    out.result(answer.value, [summary, `${result}: ${says}`, evidenceId]);
    return ok(exitCodes.ok);
  });
}

/** A number or a subject is named beside the file. */
function withParts(
  draft: LocatorDraft,
  measure: Measure | undefined,
  subject: string | undefined,
): Result<LocatorDraft> {
  if (measure === undefined && subject === undefined) return ok(draft);
  if (draft.type !== 'artifact' || (measure !== undefined && subject !== undefined))
    return fail(
      'evidence.bad-locator',
      'Only an artifact has a number that is measured, or a file that it is about, and not both. Nothing was added.',
    );
  return ok({
    ...draft,
    ...(measure === undefined ? {} : { measure }),
    ...(subject === undefined ? {} : { subject }),
  });
}

/** What a person marks as a path from where they are, as the engine reads it: it runs elsewhere. */
function fromHere(draft: LocatorDraft, cwd: string): LocatorDraft {
  if (draft.type === 'code')
    return { ...draft, path: draft.path === null ? null : pathFromHere(draft.path, cwd) };
  const file = pathFromHere(draft.file, cwd);
  return draft.type === 'artifact' && draft.subject !== undefined
    ? { ...draft, file, subject: pathFromHere(draft.subject, cwd) }
    : { ...draft, file };
}
