import type { EvidenceTier, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { type LocatorDraft, parseLocator } from '../../../../core/domain/readiness/locator-text.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { resolveItem } from './evidence-items.ts';

export interface AddEvidenceOptions {
  readonly type: EvidenceType;
  readonly tier: EvidenceTier;
  readonly freshDays?: number;
  readonly note?: string;
  readonly root?: string;
  readonly tracker?: string;
}

export function addEvidence(
  context: CommandContext,
  item: string,
  locator: string,
  { type, tier, freshDays, note, root, tracker }: AddEvidenceOptions,
): Promise<ExitCode> {
  const { out, cwd } = context;
  return withEngine(context, { create: false }, async (client) => {
    const draft = parseLocator(type, locator);
    if (!draft.ok) return draft;
    const found = await resolveItem(context, client, tracker ?? null, item);
    if (!found.ok) return found;
    const answer = await client.call('evidence.add', {
      itemId: found.value,
      locator: fromHere(draft.value, cwd),
      folder: root === undefined ? null : absolutePath(root, cwd),
      tier,
      freshDays: freshDays ?? null,
      note: note ?? '',
    });
    if (!answer.ok) return answer;
    const { evidenceId, result, says, summary } = answer.value;
    out.result(answer.value, [summary, `${result}: ${says}`, evidenceId]);
    return ok(exitCodes.ok);
  });
}

/** What a person marks as a path from where they are, as the engine reads it: it runs elsewhere. */
function fromHere(draft: LocatorDraft, cwd: string): LocatorDraft {
  const here = (path: string): string => (/^(?:\.{1,2}[/\\]|~)/u.test(path) ? absolutePath(path, cwd) : path);
  return draft.type === 'code'
    ? { ...draft, path: draft.path === null ? null : here(draft.path) }
    : { ...draft, file: here(draft.file) };
}
