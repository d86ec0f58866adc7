import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import type { TableSort } from '../../../ui/table/table-types.ts';

function weight(tracker: Tracker): number {
  return tracker.findings.high * 10_000 + tracker.findings.warning * 100 + tracker.findings.info;
}

const KEYS: Readonly<Record<string, (tracker: Tracker) => string | number>> = {
  name: (tracker) => tracker.name.toLowerCase(),
  profile: (tracker) => tracker.profile,
  progress: (tracker) => (tracker.total === 0 ? 2 : tracker.done / tracker.total),
  due: (tracker) => tracker.nextDue?.date ?? '9999',
  blocked: (tracker) => tracker.blocked,
  findings: weight,
  file: (tracker) => tracker.fileState,
  updated: (tracker) => tracker.lastUpdated ?? '',
};

/** Sorted by a column, names deciding among equals. */
export function sortTrackers(trackers: readonly Tracker[], sort: TableSort): readonly Tracker[] {
  const key = KEYS[sort.by] ?? ((tracker: Tracker) => tracker.name.toLowerCase());
  const sign = sort.descending ? -1 : 1;
  return trackers.toSorted((a, b) => {
    const left = key(a);
    const right = key(b);
    if (left === right) return a.name.localeCompare(b.name);
    if (typeof left === 'string' && typeof right === 'string') return sign * left.localeCompare(right);
    return sign * (left < right ? -1 : 1);
  });
}

const PROFILES: Readonly<Record<string, string>> = {
  'platform-status': 'Programme status',
  'completion-plan': 'Completion plan',
  'milestone-record': 'Milestone record',
  'phase-readiness': 'Phase readiness',
  'work-queue': 'Work queue',
  generic: 'Generic',
};

/** What a profile is called on screen; one of the workspace's own keeps its id. */
export function profileLabel(profile: string): string {
  return PROFILES[profile] ?? profile;
}
