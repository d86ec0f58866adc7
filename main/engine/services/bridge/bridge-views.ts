import type { ParsedInputOf } from '../../../../core/contract/index.ts';
import type { TrackerSummary } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { changeSentence, makerWords } from '../../../../core/domain/trackers/text/change-words.ts';
import { countDue, dueUntil, recentChanges, recentRevisions } from '../../../../db/readers/bridge.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { listTrackers } from '../../../../db/readers/tracker-list.ts';
import type { ViewAnswer } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { actorName } from '../trackers/tracker-access.ts';

const MAX_DUE = 500;
const DAY_MS = 86_400_000;

export function dueView(deps: EngineDeps, input: ParsedInputOf<'bridge.due'>): ViewAnswer<'bridge.due'> {
  const from = today(deps.clock);
  const to = new Date(Date.parse(from) + input.days * DAY_MS).toISOString().slice(0, 10);
  return {
    rows: dueUntil(deps.db.read, from, to, MAX_DUE),
    extra: countDue(deps.db.read, from, to),
  };
}

/** What the tracker list shows: names, progress, next date, findings, how each stands towards its file. */
export function summaries(deps: EngineDeps): TrackerSummary[] {
  const { staleAfterDays } = readSettings(deps.db.read);
  return listTrackers(deps.db.read, { staleAfterDays, today: today(deps.clock) }).map((row) => {
    const unsaved = deps.unsavedStates.get(row.id);
    return unsaved === undefined ? row : { ...row, fileState: unsaved.state, fileNote: unsaved.note };
  });
}

export function programmesView(deps: EngineDeps): ViewAnswer<'bridge.programmes'> {
  const now = today(deps.clock);
  const rows = summaries(deps).map((row) => ({
    id: row.id,
    name: row.name,
    counts: row.counts,
    total: row.total,
    done: row.done,
    note: programmeNote(row, now),
    stale: row.stale,
    changedAt: row.changedAt,
  }));
  return { rows, extra: {} };
}

/** The one fact that matters beside the bar: what is wrong with its file, what is blocked, what is next. */
function programmeNote(row: TrackerSummary, now: string): string {
  if (row.fileState === 'conflict') return 'changed here and outside';
  if (row.fileState === 'missing') return 'file missing';
  if (row.blocked > 0) return `${row.blocked} blocked`;
  if (row.nextDue !== null) {
    const { date, title } = row.nextDue;
    return date < now ? `late since ${date}: ${title}` : `next ${date}: ${title}`;
  }
  return row.total === 0 ? 'no items with a status' : row.done === row.total ? 'all done' : 'no dates';
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
