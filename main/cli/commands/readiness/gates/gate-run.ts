import { ok } from '../../../../../core/kernel/result.ts';
import { type CommandContext, withEngine } from '../../../context.ts';
import { type ExitCode, exitCodes } from '../../../exit-codes.ts';
import { takeInFiles } from '../../tracker-items.ts';
import { writeReport } from './gate-files.ts';
import { judgedLines } from './gate-lines.ts';

export interface RunGateOptions {
  readonly commit?: string;
  readonly environment?: string;
  readonly report?: string;
  readonly asFound?: boolean;
}

export function runGate(
  context: CommandContext,
  gateId: string,
  { commit, environment, report: file, asFound }: RunGateOptions,
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const answer = await client.call('gates.run', {
      gateId,
      commit: commit ?? null,
      environment: environment ?? null,
      verify: asFound !== true,
    });
    if (!answer.ok) return answer;
    const { report, nextSteps } = answer.value;
    const written = file === undefined ? null : writeReport(context, file, report);
    out.result(answer.value, [...judgedLines(report, nextSteps), '', report.run_id]);
    if (written?.ok === false) return written;
    if (written?.ok === true) out.note(`The report is in ${written.value}`);
    return ok(report.decision === 'no-go' ? exitCodes.refused : exitCodes.ok);
  });
}
