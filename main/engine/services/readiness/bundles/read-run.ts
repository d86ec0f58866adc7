import { ok, type Result } from '../../../../../core/kernel/result.ts';
import type { RunFacts } from '../../../../../db/readers/readiness/bundles/run-facts.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { noRun } from '../gates/no-run.ts';

/** What a run was judged by; read on a thread of its own. */
export async function readRun(
  { heavyReads }: Pick<EngineDeps, 'heavyReads'>,
  runId: string,
  signal: AbortSignal,
): Promise<Result<RunFacts>> {
  const read = await heavyReads.run('runFacts', { runId }, signal);
  if (!read.ok) return read;
  return read.value === null ? noRun(runId) : ok(read.value);
}
