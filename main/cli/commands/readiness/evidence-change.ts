import type { EvidenceTier } from '../../../../core/domain/readiness/evidence.ts';
import type { NewTerms } from '../../../../core/domain/readiness/evidence-ops.ts';
import { EvidenceId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';

export interface ChangeEvidenceOptions {
  readonly tier?: EvidenceTier;
  readonly freshDays?: number | 'always';
  readonly note?: string;
}

export function changeEvidence(
  context: CommandContext,
  id: string,
  { tier, freshDays, note }: ChangeEvidenceOptions,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const evidenceId = EvidenceId.safeParse(id);
    if (!evidenceId.success) return fail('evidence.not-found', `There is no evidence ${id}.`);
    const terms: NewTerms = {
      ...(tier === undefined ? {} : { tier }),
      ...(freshDays === undefined ? {} : { freshDays: freshDays === 'always' ? null : freshDays }),
      ...(note === undefined ? {} : { note }),
    };
    if (Object.keys(terms).length === 0)
      return fail('evidence.bad-locator', 'Name --tier, --fresh-days or --note. Nothing was changed.');
    const answer = await client.call('evidence.change', { evidenceId: evidenceId.data, ...terms });
    if (!answer.ok) return answer;
    context.out.result({ id, ...terms }, [`Changed ${id}.`]);
    return done;
  });
}
