import { DOCUMENT_CHARACTERS_MAX } from '../../../../core/domain/readiness/yaml-document.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { readText } from './gates/gate-files.ts';

const BYTES_MAX = 4 * DOCUMENT_CHARACTERS_MAX;

export function validateSlo(context: CommandContext, file: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file, BYTES_MAX);
    if (!text.ok) return text;
    const answer = await client.call('slo.validate', { text: text.value });
    if (!answer.ok) return answer;
    const { problems } = answer.value;
    const lines = problems.map(({ line, says }) => `${file}:${line}: ${says}`);
    context.out.result(
      answer.value,
      lines.length === 0 ? ['The policy is valid. Nothing was saved.'] : lines,
    );
    return ok(problems.length === 0 ? exitCodes.ok : exitCodes.refused);
  });
}

export function setSlo(context: CommandContext, file: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file, BYTES_MAX);
    if (!text.ok) return text;
    const answer = await client.call('slo.save', { text: text.value });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

export function removeSlo(context: CommandContext, policy: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('slo.remove', { policy });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
