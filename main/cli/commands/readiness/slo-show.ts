import { numberText } from '../../../../core/domain/readiness/measure/guard.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

export function listPolicies(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const listed = await readView(client, 'slo.policies', {});
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    const lines = tableLines(
      [
        { title: 'Policy' },
        { title: 'Title', most: 60 },
        { title: 'Stages', most: 40 },
        { title: 'Profiles', most: 40 },
        { title: 'Objectives', align: 'right' },
        { title: 'Saved (UTC)' },
        { title: 'By' },
      ],
      rows.map((row) => [
        row.id,
        row.problems[0] === undefined ? row.title : `can't be read: ${row.problems[0].says}`,
        row.stages.join(', '),
        row.profiles.join(', '),
        String(row.objectives),
        utcMinute(row.savedAt),
        row.savedBy,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No SLO policies.'] : lines);
    return done;
  });
}

export function showPolicy(context: CommandContext, policy: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('slo.show', { policy });
    if (!answer.ok) return answer;
    if (context.out.json) context.out.result(answer.value, []);
    else context.out.text(answer.value.text);
    return done;
  });
}

export function showHistory(
  context: CommandContext,
  policy: string,
  objective: string,
  { stage, profile }: { readonly stage: string; readonly profile?: string },
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('slo.history', { policy, objective, stage, profile: profile ?? null });
    if (!answer.ok) return answer;
    const { points } = answer.value;
    const lines = tableLines(
      [
        { title: 'Measured (UTC)' },
        { title: 'Value', align: 'right' },
        { title: 'Result' },
        { title: 'By' },
        { title: 'What was found', most: 120 },
        { title: 'Id' },
      ],
      points.map((point) => [
        utcMinute(point.measuredAt),
        point.value === null ? '' : numberText(point.value),
        point.result ?? 'missing',
        point.device ?? point.by ?? '',
        point.says,
        point.id,
      ]),
    );
    context.out.result(answer.value, points.length === 0 ? ['No values.'] : lines);
    return done;
  });
}
