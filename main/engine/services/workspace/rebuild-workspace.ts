import { ok } from '../../../../core/kernel/result.ts';
import { noteComparison, rebuildProjections, verifyProjections } from '../../../../db/usecases/rebuild.ts';
import { verifySignatures } from '../../../../db/usecases/verify-signatures.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** Replays both logs; with `verify` only compares, signatures included, without it also puts the result in place. */
export const rebuildWorkspace: Service<EngineDeps, 'workspace.rebuild'> = (deps, input, { signal }) => {
  const title = input.verify ? 'Compare the workspace with its logs' : 'Rebuild the workspace from its logs';
  return deps.jobs.run(title, signal, async (job) => {
    const work = input.verify ? verifyProjections : rebuildProjections;
    const report = await work(deps.db, {
      signal: job.signal,
      onProgress: (done, total) => job.step(done, total, 'replaying'),
    });
    if (!report.ok) return report;
    const checked = input.verify ? await verifySignatures(deps.db, keyChecks, { signal: job.signal }) : null;
    if (checked?.ok === false) return checked;
    const wrongSignature = checked?.value.wrong ?? null;
    const { same, firstDifference } = report.value;
    deps.log.info('The logs were replayed.', { same, firstDifference, wrongSignature, verify: input.verify });
    // What differed before a rebuild is put right by it.
    const noted = noteComparison(deps.db, same || !input.verify);
    if (!noted.ok) deps.log.warn(noted.error.message, noted.error.facts);
    return ok({ ...report.value, wrongSignature });
  });
};
