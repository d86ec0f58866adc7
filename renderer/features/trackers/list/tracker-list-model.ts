import { z } from 'zod';
import { fileStateText } from '../../../domains/trackers/model/file-state.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import type { TableGroup, TableSort } from '../../../ui/table/table-types.ts';
import { formatCount } from '../../../ui/text/format.ts';

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

export const TrackerGrouping = z.enum(['none', 'folder', 'owner', 'profile', 'file']);
export type TrackerGrouping = z.infer<typeof TrackerGrouping>;

export const GROUPINGS: Readonly<Record<TrackerGrouping, string>> = {
  none: 'Not grouped',
  folder: 'By folder',
  owner: 'By owner',
  profile: 'By profile',
  file: 'By state of the file',
};

const GROUP_OF: Readonly<Record<Exclude<TrackerGrouping, 'none'>, (tracker: Tracker) => string>> = {
  folder: ({ path }) => path?.replace(/[\\/][^\\/]*$/, '') ?? 'No file here',
  owner: ({ owner }) => owner ?? 'No owner',
  profile: ({ profile }) => profileLabel(profile),
  file: (tracker) => fileStateText(tracker).word,
};

/** Trackers whose name, owner or path has every word of a text, in any order and case. */
export function findTrackers(trackers: readonly Tracker[], text: string): readonly Tracker[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return trackers;
  return trackers.filter(({ name, owner, path }) => {
    const said = [name, owner ?? '', path ?? ''].join('\n').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** The rows brought together by group, groups by name, the order inside each kept; and where each group stands. */
export function groupTrackers(
  trackers: readonly Tracker[],
  by: TrackerGrouping,
): { readonly rows: readonly Tracker[]; readonly groups: readonly TableGroup[] } {
  if (by === 'none') return { rows: trackers, groups: [] };
  const groups: TableGroup[] = [];
  const rows: Tracker[] = [];
  const members = [...Map.groupBy(trackers, GROUP_OF[by])].toSorted(([a], [b]) => a.localeCompare(b));
  for (const [title, own] of members) {
    groups.push({
      id: `${by}:${title}`,
      title,
      start: rows.length,
      count: own.length,
      fact: formatCount(own.length, 'tracker'),
    });
    rows.push(...own);
  }
  return { rows, groups };
}

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
