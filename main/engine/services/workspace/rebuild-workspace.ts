import { setLayout } from '../../../../db/usecases/layout.ts';
import { rebuildProjections, verifyProjections } from '../../../../db/usecases/rebuild.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** Where the last outcome is noted, for the diagnostics page. */
export const LAST_REBUILD = 'engine/last-rebuild';

/** Replays both logs; with `verify` only compares, without it also puts the result in place. */
export const rebuildWorkspace: Service<EngineDeps, 'workspace.rebuild'> = (parts, input, { signal }) => {
  const title = input.verify ? 'Compare the workspace with its logs' : 'Rebuild the workspace from its logs';
  return parts.jobs.run(title, signal, async (job) => {
    const work = input.verify ? verifyProjections : rebuildProjections;
    const report = await work(parts.db, {
      signal: job.signal,
      onProgress: (done, total) => job.step(done, total, 'replaying'),
    });
    if (report.ok) {
      const { same, firstDifference } = report.value;
      parts.log.info('The logs were replayed.', { same, firstDifference, verify: input.verify });
      setLayout(parts.db, LAST_REBUILD, { at: parts.clock.now(), same, verify: input.verify });
    }
    return report;
  });
};
