import { EvidenceId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';

export function withdrawEvidence(context: CommandContext, id: string): Promise<ExitCode> {
  return decide(context, 'evidence.withdraw', id);
}

export function restoreEvidence(context: CommandContext, id: string): Promise<ExitCode> {
  return decide(context, 'evidence.restore', id);
}

function decide(
  context: CommandContext,
  call: 'evidence.withdraw' | 'evidence.restore',
  id: string,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const evidenceId = EvidenceId.safeParse(id);
    if (!evidenceId.success) return fail('evidence.not-found', `There is no evidence ${id}.`);
    const answer = await client.call(call, { evidenceId: evidenceId.data });
    if (!answer.ok) return answer;
    context.out.result({ id, summary: answer.value.summary }, [answer.value.summary]);
    return done;
  });
}
