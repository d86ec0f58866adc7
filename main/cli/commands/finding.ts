import type { Command } from 'commander';
import { compareSeverities } from '../../../core/domain/trackers/findings/severity.ts';
import { FindingId } from '../../../core/kernel/ids.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { Act } from '../act.ts';
import { type CommandContext, done, readView, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { tableLines } from '../output.ts';
import { resolveNames, takeInFiles } from './tracker-items.ts';

/** `quarterdeck finding …` */
export function registerFinding(program: Command, act: Act): void {
  const finding = program.command('finding').description('contradictions and doubts found in the trackers');
  finding
    .command('list')
    .description('open findings, the worst first')
    .option('--tracker <tracker>', 'of this tracker only')
    .option('--accepted', 'the accepted ones instead')
    .action((options: { tracker?: string; accepted?: boolean }, command: Command) =>
      act(command, (context) => listFindings(context, options.tracker ?? null, options.accepted ?? false)),
    );
  finding
    .command('accept')
    .description('accept a finding, with a reason')
    .argument('<id>')
    .requiredOption('--reason <text>')
    .action((id: string, options: { reason: string }, command: Command) =>
      act(command, (context) => acceptFinding(context, id, options.reason)),
    );
}

function listFindings(context: CommandContext, tracker: string | null, accepted: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = tracker === null ? null : await resolveNames(client, tracker, null);
    if (found !== null && !found.ok) return found;
    // What is found in one tracker may come from another.
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const findings = await readView(client, 'findings.list', {
      trackerId: found?.value.trackerId ?? null,
      accepted,
    });
    if (!findings.ok) return findings;
    const rows = findings.value.rows.toSorted((a, b) => compareSeverities(a.severity, b.severity));
    const lines = tableLines(
      [{ title: 'Severity' }, { title: 'Finding', most: 90 }, { title: 'Where', most: 40 }, { title: 'Id' }],
      rows.map((row) => {
        const [place] = row.places;
        const where = place === undefined ? '' : `${place.trackerName}:${place.line}`;
        return [row.severity, row.title, where, row.id];
      }),
    );
    context.out.result(rows, rows.length === 0 ? ['No findings.'] : lines);
    return ok(exitCodes.ok);
  });
}

function acceptFinding(context: CommandContext, id: string, reason: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const findingId = FindingId.safeParse(id);
    if (!findingId.success) return fail('finding.not-found', `There is no finding ${id}.`);
    const answer = await client.call('findings.accept', { findingId: findingId.data, reason });
    if (!answer.ok) return answer;
    context.out.result({ id, reason }, [`Accepted: ${reason}`]);
    return done;
  });
}
