import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import type { RunFacts } from '../../../../../db/readers/readiness/bundles/run-facts.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** What a run was judged by; read on a thread of its own. */
export async function readRun(
  { heavyReads }: Pick<EngineDeps, 'heavyReads'>,
  runId: string,
  signal: AbortSignal,
): Promise<Result<RunFacts>> {
  const read = await heavyReads.run('runFacts', { runId }, signal);
  if (!read.ok) return read;
  return read.value === null
    ? fail(
        'gate.no-run',
        `There is no run ${runId} here: it is of another workspace, or newer ones have taken its room.`,
        { runId },
      )
    : ok(read.value);
}
