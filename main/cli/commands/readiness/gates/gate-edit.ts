import { ok } from '../../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../../context.ts';
import { type ExitCode, exitCodes } from '../../../exit-codes.ts';
import { takeInFiles } from '../../tracker-items.ts';
import { readText } from './gate-files.ts';
import { judgedLines } from './gate-lines.ts';

export function checkGate(
  context: CommandContext,
  file: string,
  { commit, environment }: { readonly commit?: string; readonly environment?: string },
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file);
    if (!text.ok) return text;
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const answer = await client.call('gates.check', {
      text: text.value,
      commit: commit ?? null,
      environment: environment ?? null,
    });
    if (!answer.ok) return answer;
    const { problems, judged } = answer.value;
    const lines =
      judged === null
        ? problems.map(({ line, message }) => `${file}:${line}: ${message}`)
        : [...judgedLines(judged.report, judged.nextSteps), '', 'Nothing was kept or recorded.'];
    context.out.result(answer.value, lines);
    return ok(judged === null ? exitCodes.refused : exitCodes.ok);
  });
}

export function setGate(context: CommandContext, file: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file);
    if (!text.ok) return text;
    const answer = await client.call('gates.save', { text: text.value });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

export function removeGate(context: CommandContext, gateId: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('gates.remove', { gateId });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
