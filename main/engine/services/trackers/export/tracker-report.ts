import type { TrackerReport } from '../../../../../core/domain/trackers/report/tracker-report.ts';
import { localDay } from '../../../../../core/kernel/time.ts';
import { countsOf, progress } from '../../../../../db/readers/tracker-list.ts';
import { reportedChanges, reportedItems } from '../../../../../db/readers/tracker-report.ts';
import { today } from '../../../today.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { LiveTracker } from '../tracker-access.ts';

const DAYS_BACK = 7;

/** How a tracker stands today and what changed since a day, a week ago by default; days are those of this machine. */
export function trackerReport(deps: EngineDeps, tracker: LiveTracker, asked: string | null): TrackerReport {
  const day = today(deps.clock);
  const [year = 0, month = 1, date = 1] = (asked ?? day).split('-').map(Number);
  const start = new Date(year, month - 1, asked === null ? date - DAYS_BACK : date).getTime();
  const counts = countsOf(tracker);
  const changes = reportedChanges(deps.db.read, tracker.id, start);
  return {
    name: tracker.name,
    day,
    since: localDay(start),
    counts,
    ...progress(counts),
    ...reportedItems(deps.db.read, tracker.id, day),
    changes: {
      total: changes.total,
      rows: changes.rows.map(({ at, sentence }) => ({ day: localDay(at), sentence })),
    },
  };
}
