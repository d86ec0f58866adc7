import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { standingSteps } from '../../../../../db/readers/readiness/signoff-standings.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { Topic } from '../../../topics.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { inSteps } from '../../in-steps.ts';

/** What a standing follows from. */
export const STANDING_TOPICS: readonly Topic[] = ['signoffs', 'evidence', 'items', 'trackers', 'actors'];

/** Of every item that was ever put up, by the id it is shown under. */
export type Standings = () => Promise<ReadonlyMap<ItemId, WorkedOut>>;

/** Worked out once for all views after each change, between other work. Whoever asks after a change gets none from before it. */
export function keepStandings(deps: EngineDeps): Standings {
  let kept: ReturnType<Standings> | null = null;
  deps.topics.subscribe(STANDING_TOPICS, () => {
    kept = null;
  });
  return () => {
    if (kept !== null) return kept;
    const asked = inSteps(standingSteps(deps.db.read, null, keyChecks, deps.clock.now()));
    kept = asked;
    asked.catch(() => {
      if (kept === asked) kept = null;
    });
    return asked;
  };
}
