import { noteComparison, rebuildProjections, verifyProjections } from '../../../../db/usecases/rebuild.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** Replays both logs; with `verify` only compares, without it also puts the result in place. */
export const rebuildWorkspace: Service<EngineDeps, 'workspace.rebuild'> = (deps, input, { signal }) => {
  const title = input.verify ? 'Compare the workspace with its logs' : 'Rebuild the workspace from its logs';
  return deps.jobs.run(title, signal, async (job) => {
    const work = input.verify ? verifyProjections : rebuildProjections;
    const report = await work(deps.db, {
      signal: job.signal,
      onProgress: (done, total) => job.step(done, total, 'replaying'),
    });
    if (report.ok) {
      const { same, firstDifference } = report.value;
      deps.log.info('The logs were replayed.', { same, firstDifference, verify: input.verify });
      const noted = noteComparison(deps.db, same);
      if (!noted.ok) deps.log.warn(noted.error.message, noted.error.facts);
    }
    return report;
  });
};
