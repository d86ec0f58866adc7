import type { TrackerSummary } from '../rows/tracker-summary.ts';
import { NO_COUNTS } from '../vocabulary/state-counts.ts';
import { ItemState } from '../vocabulary/states.ts';
import type { TrackerGroup, TrackerGrouping, TrackerSort } from './tracker-grouping.ts';

const names = new Intl.Collator('en');

function weight({ findings }: TrackerSummary): number {
  return findings.high * 10_000 + findings.warning * 100 + findings.info;
}

const sortKeys: Readonly<Record<TrackerSort['by'], (tracker: TrackerSummary) => string | number>> = {
  name: (tracker) => tracker.name.toLowerCase(),
  profile: (tracker) => tracker.profile,
  progress: (tracker) => (tracker.total === 0 ? 2 : tracker.done / tracker.total),
  due: (tracker) => tracker.nextDue?.date ?? '9999',
  blocked: (tracker) => tracker.blocked,
  findings: weight,
  file: (tracker) => tracker.fileState,
  updated: (tracker) => tracker.lastUpdated ?? '',
};

const groupKeys: Readonly<Record<Exclude<TrackerGrouping, 'none'>, (tracker: TrackerSummary) => string>> = {
  folder: ({ path }) => path?.replace(/[\\/][^\\/]*$/, '') ?? '',
  owner: ({ owner }) => owner ?? '',
  profile: ({ profile }) => profile,
  file: ({ fileState }) => fileState,
};

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Trackers whose name, owner or path has every word of a text, in any order, case and with or without accents. */
export function findTrackers(trackers: readonly TrackerSummary[], text: string): readonly TrackerSummary[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return trackers;
  return trackers.filter(({ name, owner, path }) => {
    const said = plain([name, owner ?? '', path ?? ''].join('\n'));
    return words.every((word) => said.includes(word));
  });
}

/** Sorted by a column, names deciding among equals. */
export function sortTrackers(
  trackers: readonly TrackerSummary[],
  { by, descending }: TrackerSort,
): readonly TrackerSummary[] {
  const key = sortKeys[by];
  const sign = descending ? -1 : 1;
  const keyed = trackers.map((tracker) => ({ tracker, key: key(tracker) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return names.compare(a.tracker.name, b.tracker.name);
    if (typeof a.key === 'string' && typeof b.key === 'string') return sign * names.compare(a.key, b.key);
    return sign * (a.key < b.key ? -1 : 1);
  });
  return keyed.map(({ tracker }) => tracker);
}

export interface GroupedTrackers {
  /** Group after group, the order inside each kept. */
  readonly rows: readonly TrackerSummary[];
  readonly groups: readonly TrackerGroup[];
}

/** Brought together by group, groups by name, those that belong to none last. */
export function groupTrackers(trackers: readonly TrackerSummary[], by: TrackerGrouping): GroupedTrackers {
  if (by === 'none') return { rows: trackers, groups: [] };
  const members = [...Map.groupBy(trackers, groupKeys[by])].toSorted(
    ([a], [b]) => Number(a === '') - Number(b === '') || names.compare(a, b),
  );
  return {
    rows: members.flatMap(([, own]) => own),
    groups: members.map(([key, own]) => ({ key, count: own.length, counts: sumOf(own) })),
  };
}

/** Those of one group. */
export function membersOf(
  trackers: readonly TrackerSummary[],
  by: TrackerGrouping,
  key: string,
): readonly TrackerSummary[] {
  return by === 'none' ? trackers : trackers.filter((tracker) => groupKeys[by](tracker) === key);
}

function sumOf(trackers: readonly TrackerSummary[]): TrackerGroup['counts'] {
  const sum = { ...NO_COUNTS };
  for (const { counts } of trackers) for (const state of ItemState.options) sum[state] += counts[state];
  return sum;
}

/**
 * Where there is room for a few: all of them in their order, or of many the ones that changed last, the one at hand
 * always among them.
 */
export function latestTrackers(
  trackers: readonly TrackerSummary[],
  limit: number,
  atHand: string | null,
): readonly TrackerSummary[] {
  if (trackers.length <= limit) return trackers;
  const latest = trackers.toSorted((a, b) => b.changedAt - a.changedAt).slice(0, limit);
  const open = trackers.find((row) => row.id === atHand);
  return open === undefined || latest.includes(open) ? latest : [open, ...latest.slice(0, -1)];
}
