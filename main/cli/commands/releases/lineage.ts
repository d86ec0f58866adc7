import { type Command, Option } from 'commander';
import { GateRunId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { Act } from '../../act.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';

/** `quarterdeck lineage …` */
export function registerLineage(program: Command, act: Act): void {
  const lineage = program
    .command('lineage')
    .description('what the decision of a gate was made from, back to commits, texts and files');
  lineage
    .command('check')
    .description('say what is missing; exits with 3 when anything is')
    .argument('<run>', 'a run of a gate, by its id')
    .action((run: string, _options: object, command: Command) =>
      act(command, (context) => checkLineage(context, run)),
    );
  lineage
    .command('export')
    .description('print it; as an in-toto statement it is signed by who acts, in a DSSE envelope')
    .argument('<run>', 'a run of a gate, by its id')
    .addOption(new Option('--format <format>').choices(['json', 'in-toto']).default('json'))
    .action((run: string, options: { format: 'json' | 'in-toto' }, command: Command) =>
      act(command, (context) => exportLineage(context, run, options.format)),
    );
}

function checkLineage(context: CommandContext, run: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const runId = runNamed(run);
    if (!runId.ok) return runId;
    const answer = await client.call('lineage.of', { runId: runId.value });
    if (!answer.ok) return answer;
    const { lineage, summary } = answer.value;
    context.out.result(answer.value, [...lineage.missing.map((says) => `missing  ${says}`), summary]);
    return ok(lineage.complete ? exitCodes.ok : exitCodes.refused);
  });
}

function exportLineage(context: CommandContext, run: string, format: 'json' | 'in-toto'): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const runId = runNamed(run);
    if (!runId.ok) return runId;
    if (format === 'in-toto') {
      const signed = await client.call('lineage.sign', { runId: runId.value });
      if (!signed.ok) return signed;
      context.out.text(`${signed.value.envelope}\n`);
      return done;
    }
    const answer = await client.call('lineage.of', { runId: runId.value });
    if (!answer.ok) return answer;
    context.out.text(`${JSON.stringify(answer.value.lineage, null, 2)}\n`);
    return done;
  });
}

export function runNamed(run: string): Result<GateRunId> {
  const id = GateRunId.safeParse(run);
  return id.success ? ok(id.data) : fail('gate.no-run', `There is no run ${run}.`, { run });
}
