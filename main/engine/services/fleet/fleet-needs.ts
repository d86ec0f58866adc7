import type { FleetNeeds, Need } from '../bridge/needs.ts';
import { type UrgentSources, urgentNeeds } from './urgent-needs.ts';

/** More proposals than this are told as their number. */
const proposalsNamed = 5;

export interface NeedSources extends UrgentSources {
  readonly deadLetters: number;
  /** What a proposal is about, in one line; null when its item is gone. */
  readonly itemTitle: (itemId: string) => string | null;
}

/** What of the fleet waits for a person. A workspace without a fleet has nothing to say here. */
export function fleetNeeds(sources: NeedSources): FleetNeeds {
  return {
    urgent: urgentNeeds(sources),
    others: [...deadLetterNeed(sources.deadLetters), ...proposalNeeds(sources)],
  };
}

function deadLetterNeed(count: number): Need[] {
  if (count === 0) return [];
  const title = count === 1 ? 'A task became a dead letter' : `${count} tasks became dead letters`;
  const detail = 'Nobody tries again until they are put back into the queue or cancelled.';
  return [
    { id: 'dead-letters', mark: 'at-risk', kind: 'dead-letter', title, detail, route: '/dead-letters' },
  ];
}

function proposalNeeds({ state, itemTitle }: NeedSources): Need[] {
  const open = [...state.proposals.values()];
  if (open.length > proposalsNamed) {
    const title = `${open.length} status changes are proposed`;
    const detail = 'Verified tasks propose them for items of trackers.';
    return [{ id: 'proposals', mark: 'review', kind: 'proposal', title, detail, route: '/proposals' }];
  }
  return open.map(({ id, link }) => ({
    id,
    mark: 'review',
    kind: 'proposal',
    title: itemTitle(link.itemId) ?? 'An item that is gone',
    detail: `A verified task proposes ${link.statusWhenDone ?? 'no status'}.`,
    route: `/proposals?proposal=${id}`,
  }));
}
