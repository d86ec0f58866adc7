import type { OutputOf, RowOf } from '../../../../../core/contract/index.ts';
import { GateId } from '../../../../../core/domain/readiness/gate/gate-document.ts';
import { GateRunId } from '../../../../../core/kernel/ids.ts';
import { fail } from '../../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../../context.ts';
import type { ExitCode } from '../../../exit-codes.ts';
import { tableLines } from '../../../output.ts';
import { takeInFiles } from '../../tracker-items.ts';
import { judgedLines } from './gate-lines.ts';

export function listGates(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const listed = await readView(client, 'gates.list', {});
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    const lines = tableLines(
      [
        { title: 'Gate', most: 60 },
        { title: 'Title', most: 50 },
        { title: 'Last' },
        { title: 'When (UTC)' },
        { title: 'Now' },
        { title: 'Since then' },
        { title: 'From', most: 40 },
      ],
      rows.map((row) => [
        row.id,
        row.problem === null ? row.title : row.problem,
        row.last?.decision ?? 'never run',
        row.last === null ? '' : utcMinute(row.last.at),
        row.now ?? '',
        row.last === null ? '' : row.inputs,
        row.savedBy ?? row.trackerName ?? '',
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No gates.'] : lines);
    return done;
  });
}

export function listRuns(context: CommandContext, gate: string | null): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const gateId = gate === null ? null : GateId.safeParse(gate);
    if (gateId?.success === false) return noGate(gate ?? '');
    const listed = await readView(client, 'gates.runs', { gateId: gateId?.data ?? null });
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    context.out.result(rows, rows.length === 0 ? ['No runs.'] : runLines(rows));
    return done;
  });
}

function runLines(rows: readonly RowOf<'gates.runs'>[]): string[] {
  return tableLines(
    [
      { title: 'When (UTC)' },
      { title: 'Gate', most: 60 },
      { title: 'Decision' },
      { title: 'Met', align: 'right' },
      { title: 'Commit' },
      { title: 'Environment' },
      { title: 'By' },
      { title: 'Device' },
      { title: 'Id' },
    ],
    rows.map((row) => [
      utcMinute(row.at),
      row.gateId,
      row.decision,
      `${row.total - row.failed}/${row.total}`,
      row.commit?.slice(0, 12) ?? '',
      row.environment ?? '',
      row.by ?? '',
      row.device,
      row.id,
    ]),
  );
}

export function showGate(context: CommandContext, name: string): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const runId = GateRunId.safeParse(name);
    if (runId.success) {
      const answer = await client.call('gates.report', { runId: runId.data });
      if (!answer.ok) return answer;
      const { row, report, nextSteps } = answer.value;
      const when = `${utcMinute(row.at)}, ${row.by ?? 'nobody'} on ${row.device}`;
      out.result(answer.value, [when, ...judgedLines(report, nextSteps)]);
      return done;
    }
    const gateId = GateId.safeParse(name);
    if (!gateId.success) return noGate(name);
    const answer = await client.call('gates.show', { gateId: gateId.data });
    if (!answer.ok) return answer;
    const { text, problems, runs } = answer.value;
    out.result(answer.value, [
      ...text.trimEnd().split('\n'),
      ...problems.map(({ line, message }) => `line ${line}: ${message}`),
      '',
      ...(runs.length === 0 ? ['It was never run.'] : runLines(runs)),
    ]);
    return done;
  });
}

export function diffRuns(context: CommandContext, before: string, after: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const first = GateRunId.safeParse(before);
    const second = GateRunId.safeParse(after);
    if (!first.success || !second.success)
      return fail('gate.no-run', 'A run is named by its id, like gr_4f…; "gate runs" lists them.');
    const answer = await client.call('gates.compare', { before: first.data, after: second.data });
    if (!answer.ok) return answer;
    context.out.result(answer.value, diffLines(answer.value.comparison));
    return done;
  });
}

function diffLines(comparison: OutputOf<'gates.compare'>['comparison']): string[] {
  const { decision, document, commit, inputs, checks, exceptions } = comparison;
  const isSame = checks.length === 0 && inputs.length === 0 && !document && commit.before === commit.after;
  return [
    decision.before === decision.after
      ? `${decision.before}, as before`
      : `${decision.before} before, ${decision.after} after`,
    ...(document ? ['The gate was changed.'] : []),
    ...(commit.before === commit.after
      ? []
      : [`Commit ${commit.before ?? 'not named'} before, ${commit.after ?? 'not named'} after.`]),
    ...(inputs.length === 0 ? [] : [`Changed: ${inputs.join(', ')}.`]),
    ...checks.flatMap((check) => [
      `${check.change.padEnd(8)}${check.check_id}  ${check.title}`,
      ...check.gone.map(({ detail }) => `        - ${detail}`),
      ...check.new.map(({ detail }) => `        + ${detail}`),
    ]),
    ...exceptions.added.map((id) => `Exception ${id} applies now.`),
    ...exceptions.gone.map((id) => `Exception ${id} no longer applies.`),
    ...(isSame ? ['Nothing changed.'] : []),
  ];
}

function noGate(name: string) {
  return fail('gate.not-found', `There is no gate ${name}.`, { gateId: name });
}
