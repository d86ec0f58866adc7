import type { OutputOf, RowOf } from '../../../../core/contract/index.ts';
import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { BundleId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { takeInFiles } from '../tracker-items.ts';

export function promote(context: CommandContext, name: string, environmentId: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const bundleId = await bundleOrFile(context, client, name);
    if (!bundleId.ok) return bundleId;
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const answer = await client.call('environments.promote', { environmentId, bundleId: bundleId.value });
    return answer.ok ? told(context, answer.value) : answer;
  });
}

export function rollBack(context: CommandContext, environmentId: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taken = await takeInFiles(context, client, null);
    if (!taken.ok) return taken;
    const answer = await client.call('environments.rollback', { environmentId });
    return answer.ok ? told(context, answer.value) : answer;
  });
}

async function bundleOrFile(
  { cwd }: CommandContext,
  client: WireClient,
  name: string,
): Promise<Result<BundleId>> {
  const id = BundleId.safeParse(name);
  if (id.success) return ok(id.data);
  const taken = await client.call('bundles.take', { file: absolutePath(name, cwd) });
  return taken.ok ? ok(taken.value.bundleId) : taken;
}

/** A rollback that is done counts as good only where the gate agrees. */
function told({ out }: CommandContext, move: OutputOf<'environments.promote'>): Result<ExitCode> {
  const { outcome, says, steps, moveId, decision } = move;
  out.result(move, [
    ...steps.map((step) => `${step.passed ? 'ok    ' : 'FAILED'}  ${step.says}`),
    says,
    moveId,
  ]);
  return ok(outcome === 'done' && decision !== 'no-go' ? exitCodes.ok : exitCodes.refused);
}

export function listMoves(context: CommandContext, environmentId: string | null): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const listed = await readView(client, 'environments.moves', { environmentId });
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    context.out.result(rows, rows.length === 0 ? ['Nothing was promoted.'] : moveLines(rows));
    return done;
  });
}

export function moveLines(rows: readonly RowOf<'environments.moves'>[]): string[] {
  return tableLines(
    [
      { title: 'When (UTC)' },
      { title: 'Environment' },
      { title: 'Move' },
      { title: 'Outcome' },
      { title: 'Gate' },
      { title: 'By' },
      { title: 'Bundle' },
      { title: 'What came of it', most: 80 },
      { title: 'Id' },
    ],
    rows.map((row) => [
      utcMinute(row.at),
      row.environmentId,
      row.kind,
      row.outcome,
      row.decision ?? '',
      row.by,
      row.bundleId,
      row.says,
      row.id,
    ]),
  );
}
