import type { TrackerSummary } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { listTrackers } from '../../../../db/readers/tracker-list.ts';
import { today } from '../../today.ts';
import type { Topic } from '../../topics.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** What a summary says follows from these. */
export const SUMMARY_TOPICS: readonly Topic[] = [
  'trackers',
  'items',
  'findings',
  'conflicts',
  'settings',
  'day',
];

/** Every tracker in a row, in the order they were added. */
export type Summaries = () => readonly TrackerSummary[];

/** Names, progress, next date, findings, how each stands towards its file: read once for all views after each change. */
export function keepSummaries(deps: EngineDeps): Summaries {
  let kept: readonly TrackerSummary[] | null = null;
  deps.topics.subscribe(SUMMARY_TOPICS, () => {
    kept = null;
  });
  return () => (kept ??= summaries(deps));
}

export function summaries(deps: EngineDeps): readonly TrackerSummary[] {
  const { staleAfterDays } = readSettings(deps.db.read);
  return listTrackers(deps.db.read, { staleAfterDays, today: today(deps.clock) }).map((row) => {
    const unsaved = deps.unsavedStates.get(row.id);
    return unsaved === undefined ? row : { ...row, fileState: unsaved.state, fileNote: unsaved.note };
  });
}
