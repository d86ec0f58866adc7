import type { ParsedInputOf } from '../../../../core/contract/index.ts';
import { changeSentence, makerWords } from '../../../../core/domain/trackers/text/change-words.ts';
import { countDue, dueUntil, recentChanges, recentRevisions } from '../../../../db/readers/bridge.ts';
import type { ViewAnswer } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { actorName } from '../trackers/tracker-access.ts';

const DAY_MS = 86_400_000;

export function dueView(deps: EngineDeps, input: ParsedInputOf<'bridge.due'>): ViewAnswer<'bridge.due'> {
  const from = today(deps.clock);
  const to = new Date(Date.parse(from) + input.days * DAY_MS).toISOString().slice(0, 10);
  return {
    rows: dueUntil(deps.db.read, from, to, input.limit),
    extra: countDue(deps.db.read, from, to),
  };
}

export function changesView(
  deps: EngineDeps,
  input: ParsedInputOf<'bridge.changes'>,
): ViewAnswer<'bridge.changes'> {
  const me = actorName(deps.db, deps.owner());
  const changes = recentChanges(deps.db.read, input.limit)
    .filter((change) => change.source !== 'import')
    .map((change) => ({
      id: change.id,
      at: change.at,
      actor: change.actor,
      sentence: changeSentence(change, change.title, me),
      route:
        change.itemId === null
          ? `/trackers/${change.trackerId}`
          : `/trackers/${change.trackerId}?item=${change.itemId}`,
      trackerName: change.trackerName,
    }));
  const imports = recentRevisions(deps.db.read, input.limit)
    .filter((revision) => revision.cause === 'import' && revision.sequence === 1)
    .map((revision) => ({
      id: revision.id,
      at: revision.at,
      actor: revision.actor,
      sentence: `${makerWords({ source: 'here', actor: revision.actor }, me)} added ${revision.trackerName}`,
      route: `/trackers/${revision.trackerId}`,
      trackerName: revision.trackerName,
    }));
  const rows = [...changes, ...imports].toSorted((a, b) => b.at - a.at).slice(0, input.limit);
  return { rows, extra: {} };
}
