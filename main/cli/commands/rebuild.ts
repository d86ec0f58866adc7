import type { Command } from 'commander';
import type { OutputOf } from '../../../core/contract/index.ts';
import { ok } from '../../../core/kernel/result.ts';
import type { Act } from '../act.ts';
import { type CommandContext, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** `quarterdeck rebuild` */
export function registerRebuild(program: Command, act: Act): void {
  program
    .command('rebuild')
    .description('rebuild every derived table from the logs')
    .option('--verify', 'only compare: replay into a scratch database and name the first difference')
    .action((options: { verify?: boolean }, command: Command) =>
      act(command, (context) => rebuild(context, options.verify ?? false)),
    );
}

function rebuild(context: CommandContext, verify: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('workspace.rebuild', { verify });
    if (!answer.ok) return answer;
    const { same, wrongSignature } = answer.value;
    const lines = rebuildLines(answer.value, verify);
    context.out.result(answer.value, lines);
    return ok((same && wrongSignature === null) || !verify ? exitCodes.ok : exitCodes.refused);
  });
}

/** What was done and found, for a person. */
export function rebuildLines(report: OutputOf<'workspace.rebuild'>, verify: boolean): string[] {
  const { same, ops, events, firstDifference, wrongSignature, milliseconds } = report;
  const work = `${ops} ops and ${events} events in ${(milliseconds / 1000).toFixed(1)} s`;
  const first = firstDifference ?? 'not named';
  const lines = verify
    ? [
        same
          ? `Replay equals the workspace: ${work}.`
          : `Replay differs from the workspace (${work}). First difference: ${first}`,
      ]
    : [
        `Rebuilt from ${work}.`,
        ...(same ? [] : [`It put right what differed from the logs, first: ${first}`]),
      ];
  if (wrongSignature !== null) lines.push(`A signature in the log does not hold: ${wrongSignature}.`);
  return lines;
}
