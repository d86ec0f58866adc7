import { BundleId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { moveLines } from './bundle-move.ts';
import { runNamed } from './lineage.ts';

export function createBundle(context: CommandContext, run: string, file: string | null): Promise<ExitCode> {
  const { out, cwd } = context;
  return withEngine(context, { create: false }, async (client) => {
    const runId = runNamed(run);
    if (!runId.ok) return runId;
    const to = file === null ? null : absolutePath(file, cwd);
    const answer = await client.call('bundles.create', { runId: runId.value, file: to });
    if (!answer.ok) return answer;
    const { summary, archive, bundleId } = answer.value;
    out.result(answer.value, [summary, `SHA-256 ${archive}`, ...(to === null ? [] : [to]), bundleId]);
    return done;
  });
}

export function listBundles(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const listed = await readView(client, 'bundles.list', {});
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    const lines = tableLines(
      [
        { title: 'Decision' },
        { title: 'Gate', most: 40 },
        { title: 'Commit', most: 12 },
        { title: 'Lineage' },
        { title: 'Runs in' },
        { title: 'Made (UTC)' },
        { title: 'Signed by' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.decision,
        row.gateTitle,
        row.commit ?? '',
        row.lineageComplete ? 'complete' : 'incomplete',
        row.runsIn.join(', '),
        utcMinute(row.createdAt),
        row.signerName ?? row.signer,
        row.id,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No bundles.'] : lines);
    return done;
  });
}

export function showBundle(context: CommandContext, name: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const bundleId = bundleNamed(name);
    if (!bundleId.ok) return bundleId;
    const answer = await client.call('bundles.show', { bundleId: bundleId.value });
    if (!answer.ok) return answer;
    const { row, manifest, problems, moves } = answer.value;
    context.out.result(answer.value, [
      `${row.id}  ${row.gateTitle}: ${row.decision}, made ${utcMinute(row.createdAt)}, signed by ${row.signerName ?? row.signer}`,
      `SHA-256 ${row.archive}`,
      ...problems.map(({ says }) => `NOT  ${says}`),
      '',
      ...(manifest?.members ?? []).map(({ path, bytes, sha256 }) => `${sha256}  ${bytes}  ${path}`),
      ...(moves.length === 0 ? [] : ['', ...moveLines(moves)]),
    ]);
    return ok(problems.length === 0 ? exitCodes.ok : exitCodes.refused);
  });
}

export function takeBundle(context: CommandContext, file: string): Promise<ExitCode> {
  const { out, cwd } = context;
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('bundles.take', { file: absolutePath(file, cwd) });
    if (!answer.ok) return answer;
    out.result(answer.value, [answer.value.summary, answer.value.bundleId]);
    return done;
  });
}

export function bundleNamed(name: string): Result<BundleId> {
  const id = BundleId.safeParse(name);
  return id.success ? ok(id.data) : fail('bundle.not-found', `There is no bundle ${name}.`, { bundle: name });
}
