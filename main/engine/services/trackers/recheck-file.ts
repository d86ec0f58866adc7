import { ok } from '../../../../core/kernel/result.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { observeFile } from './observe-file.ts';
import { onceStill } from './together/once-still.ts';

/** Checks the tracker's file because somebody asks: now, or once another program is done with it. */
export const recheckFile: Service<EngineDeps, 'trackers.recheck'> = (deps, { trackerId }) =>
  onceStill(deps, shownAs(deps.db.read, trackerId), async () => {
    const observed = await observeFile(deps, trackerId);
    return observed.ok ? ok({ summary: observed.value.summary }) : observed;
  });
