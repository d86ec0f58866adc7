import type { SloStandingRow } from '../../../../core/domain/readiness/slo/slo-rows.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

export interface SloOptions {
  readonly stage?: string;
  readonly profile?: string;
}

export function listSlo(
  context: CommandContext,
  policy: string | null,
  { stage, profile }: SloOptions,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const filter = { policy, stage: stage ?? null, profile: profile ?? null };
    const listed = await readView(client, 'slo.standings', filter);
    if (!listed.ok) return listed;
    context.out.result(listed.value.rows, standingLines(listed.value.rows));
    return done;
  });
}

export function checkSlo(
  context: CommandContext,
  policy: string | null,
  { stage, profile }: SloOptions,
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const filter = { policy, stage: stage ?? null, profile: profile ?? null };
    const answer = await client.call('slo.check', filter);
    if (!answer.ok) return answer;
    const { standings, blocking, unreachable, summary } = answer.value;
    out.result(answer.value, [...standingLines(standings), summary]);
    for (const says of unreachable) out.note(says);
    // Nothing that was asked for is no release that keeps everything.
    return ok(blocking === 0 && standings.length > 0 ? exitCodes.ok : exitCodes.refused);
  });
}

function standingLines(rows: readonly SloStandingRow[]): string[] {
  if (rows.length === 0) return ['No objectives.'];
  return tableLines(
    [
      { title: 'Result' },
      { title: 'Blocks' },
      { title: 'Policy', most: 30 },
      { title: 'Stage' },
      { title: 'Profile' },
      { title: 'Objective', most: 30 },
      { title: 'What was found', most: 160 },
    ],
    rows.map((row) => [
      row.result,
      row.blocks ? 'yes' : '',
      row.policy,
      row.stage,
      row.profile,
      row.objective,
      row.says,
    ]),
  );
}
