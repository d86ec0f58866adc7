import { EvidenceId, SloValueId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';

export interface SloValueOptions {
  readonly stage: string;
  readonly evidence: string;
  readonly measured?: string;
  readonly note?: string;
}

export function addSloValue(
  context: CommandContext,
  policy: string,
  objective: string,
  value: number,
  { stage, evidence, measured, note }: SloValueOptions,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const evidenceId = EvidenceId.safeParse(evidence);
    if (!evidenceId.success) return fail('evidence.not-found', `There is no evidence ${evidence}.`);
    const measuredAt = measured === undefined ? null : Date.parse(measured);
    if (Number.isNaN(measuredAt))
      return fail('value.not-allowed', `"${measured}" is no time; write it like 2026-05-28T10:00:00Z.`);
    const answer = await client.call('slo.addValue', {
      policy,
      objective,
      stage,
      value,
      measuredAt,
      evidence: evidenceId.data,
      note: note ?? '',
    });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary, answer.value.valueId]);
    return done;
  });
}

export function withdrawSloValue(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const valueId = SloValueId.safeParse(id);
    if (!valueId.success) return fail('slo.not-found', `Nobody typed in a value ${id}. Nothing was changed.`);
    const answer = await client.call('slo.withdrawValue', { valueId: valueId.data });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
