import type { RowOf } from '../../../../core/contract/index.ts';
import type { WorkedOut } from '../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ItemId } from '../../../../core/kernel/ids.ts';
import { shownNames } from '../../../../db/readers/readiness/evidence-list.ts';
import { rolesOpenTo } from '../../../../db/readers/readiness/signoff-list.ts';
import { readReviewers } from '../../../../db/readers/readiness/signoff-standings.ts';
import { readPolicies } from '../../../../db/records/readiness/signoff.ts';
import type { ActorSession } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

type Need = RowOf<'bridge.needs'>;

export interface SignoffNeeds {
  /** What waits to be signed by whoever asks, the oldest request first. */
  readonly reviews: readonly Need[];
  /** Sign-offs that were complete and hold no more. */
  readonly stale: readonly Need[];
}

export function signoffNeeds(
  { db, owner }: EngineDeps,
  standings: ReadonlyMap<ItemId, WorkedOut>,
  session: ActorSession | undefined,
): SignoffNeeds {
  const people = readReviewers(db.read);
  const { policy } = readPolicies(db.read).inForce(null);
  const named = shownNames(db.read);
  const me = session?.actor ?? owner();
  const reviews: Need[] = [];
  const stale: Need[] = [];
  for (const standing of byRequest(standings)) {
    const { itemId, request, because, state } = standing;
    if (request === null) continue;
    const mine = rolesOpenTo(standing, me, people, policy);
    if (mine.length === 0 && state !== 'stale') continue;
    const { itemTitle } = named.item(itemId);
    const { trackerName } = named.tracker(request.asked.tracker);
    const route = `/readiness/items/${itemId}`;
    if (mine.length > 0) {
      const detail = `as ${mine.join(', ')}, asked for by ${people.nameOf(request.asked.by)} · ${trackerName}`;
      reviews.push({
        id: `review:${itemId}`,
        mark: 'review',
        kind: 'review',
        title: itemTitle,
        detail,
        route,
      });
    } else {
      const detail = `${because[0] ?? ''} · ${trackerName}`;
      stale.push({
        id: `sign-off:${itemId}`,
        mark: 'stale',
        kind: 'sign-off',
        title: itemTitle,
        detail,
        route,
      });
    }
  }
  return { reviews, stale };
}

/** The oldest first. */
function byRequest(standings: ReadonlyMap<ItemId, WorkedOut>): readonly WorkedOut[] {
  const hlcOf = ({ request }: WorkedOut) => request?.hlc ?? '';
  return [...standings.values()].toSorted((a, b) => (hlcOf(a) < hlcOf(b) ? -1 : 1));
}
