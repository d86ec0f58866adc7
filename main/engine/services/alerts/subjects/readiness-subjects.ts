import type { Subject } from '../../../../../core/domain/alerts/rules/compile-rule.ts';
import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ItemId } from '../../../../../core/kernel/ids.ts';
import { shownNames } from '../../../../../db/readers/readiness/evidence-list.ts';
import { lastTwoRuns } from '../../../../../db/readers/readiness/gates/gate-list.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export function signoffSubjects(
  { db }: Pick<EngineDeps, 'db'>,
  standings: ReadonlyMap<ItemId, WorkedOut>,
): readonly Subject[] {
  const named = shownNames(db.read);
  return [...standings.values()].flatMap(({ itemId, request, state, because }): Subject[] => {
    if (request === null || (state !== 'stale' && state !== 'signed')) return [];
    const { itemTitle } = named.item(itemId);
    const { trackerName } = named.tracker(request.asked.tracker);
    return [
      {
        labels: { tracker: trackerName, item: itemId },
        names: {
          tracker: trackerName,
          item: itemId,
          title: itemTitle,
          stale: state === 'stale',
          why: because[0] ?? null,
        },
        inReach: true,
        route: `/readiness/items/${itemId}`,
      },
    ];
  });
}

export function gateSubjects({ db, clock }: Pick<EngineDeps, 'db' | 'clock'>): readonly Subject[] {
  return lastTwoRuns(db.read, clock.now()).map(({ last, before }) => ({
    labels: { gate: last.gateId },
    names: {
      gate: last.gateId,
      title: last.gateTitle,
      decision: last.decision,
      before: before?.decision ?? null,
      failed: last.failed,
    },
    inReach: true,
    route: `/gates/${encodeURIComponent(last.gateId)}`,
  }));
}
