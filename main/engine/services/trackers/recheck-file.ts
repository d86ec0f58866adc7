import { ok } from '../../../../core/kernel/result.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { observeFile } from './observe-file.ts';

/** Checks the tracker's file now, because somebody asks. */
export const recheckFile: Service<EngineDeps, 'trackers.recheck'> = (deps, { trackerId }) =>
  deps.queue.run(shownAs(deps.db.read, trackerId), async () => {
    const observed = await observeFile(deps, trackerId);
    return observed.ok ? ok({ summary: observed.value.summary }) : observed;
  });
