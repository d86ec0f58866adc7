import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { signoffStandings } from '../../../../../db/readers/readiness/signoff-standings.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { Topic } from '../../../topics.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** What a standing follows from. */
export const STANDING_TOPICS: readonly Topic[] = ['signoffs', 'evidence', 'items', 'trackers', 'actors'];

/** Of every item that was ever put up, by the id it is shown under. */
export type Standings = () => ReadonlyMap<ItemId, WorkedOut>;

/** Worked out once for all views after each change. */
export function keepStandings(deps: EngineDeps): Standings {
  let kept: ReadonlyMap<ItemId, WorkedOut> | null = null;
  deps.topics.subscribe(STANDING_TOPICS, () => {
    kept = null;
  });
  return () => (kept ??= signoffStandings(deps.db.read, null, keyChecks, deps.clock.now()));
}
