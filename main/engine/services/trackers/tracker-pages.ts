import type { ParsedInputOf } from '../../../../core/contract/index.ts';
import {
  findTrackers,
  groupTrackers,
  latestTrackers,
  membersOf,
  sortTrackers,
} from '../../../../core/domain/trackers/listing/arrange-trackers.ts';
import type { TrackerSummary } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { shownAs } from '../../../../db/records/shown-as.ts';
import type { ViewAnswer } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { documentShown } from './tracker-texts.ts';

type Trackers = readonly TrackerSummary[];

/** Groups are looked over, not counted through. */
const MAX_GROUPS = 100;
const MAX_STALE = 100;

/** One window of the trackers that fit, sorted and grouped. A start beyond the end answers the last full window. */
export function pageOfTrackers(
  trackers: Trackers,
  { find, by, sort, window }: ParsedInputOf<'trackers.page'>,
): ViewAnswer<'trackers.page'> {
  const { rows, groups } = groupTrackers(sortTrackers(findTrackers(trackers, find), sort), by);
  const start = window.start < rows.length ? window.start : Math.max(0, rows.length - window.limit);
  return {
    rows: rows.slice(start, start + window.limit),
    extra: { total: rows.length, start, trackers: trackers.length, groups: [...groups] },
  };
}

export function oneTracker(
  deps: EngineDeps,
  trackers: Trackers,
  { trackerId }: ParsedInputOf<'trackers.one'>,
): ViewAnswer<'trackers.one'> {
  const shown = shownAs(deps.db.read, trackerId);
  const row = trackers.find(({ id }) => id === shown);
  if (row === undefined) return { rows: [], extra: { document: null } };
  return { rows: [row], extra: { document: documentShown(deps, row.id) } };
}

/** Kept below what a number holds exactly, whatever the clock says. */
const VERSION_RANGE = 2 ** 36;

export function versionOfTrackers(trackers: Trackers): ViewAnswer<'trackers.version'> {
  const version = trackers.reduce((sum, row) => sum + (row.changedAt % VERSION_RANGE), trackers.length);
  return { rows: [{ id: 'trackers', count: trackers.length, version }], extra: {} };
}

export function programmesView(
  deps: EngineDeps,
  trackers: Trackers,
  { find, by, group, atHand, limit }: ParsedInputOf<'bridge.programmes'>,
): ViewAnswer<'bridge.programmes'> {
  const now = today(deps.clock);
  const fitting = findTrackers(trackers, find);
  const found = group === null ? fitting : membersOf(fitting, by, group);
  const { groups } = group === null ? groupTrackers(found, by) : { groups: [] };
  const shown =
    groups.length > 0 ? found.filter((row) => row.id === atHand) : latestTrackers(found, limit, atHand);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      name: row.name,
      counts: row.counts,
      total: row.total,
      done: row.done,
      note: programmeNote(row, now),
      stale: row.stale,
      changedAt: row.changedAt,
    })),
    extra: {
      trackers: trackers.length,
      found: found.length,
      groups: groups.slice(0, MAX_GROUPS),
      groupCount: groups.length,
    },
  };
}

export function staleView(trackers: Trackers): ViewAnswer<'bridge.stale'> {
  const stale = trackers
    .flatMap(({ id, name, stale: reason, changedAt }) =>
      reason === null ? [] : [{ id, name, stale: reason, changedAt }],
    )
    .toSorted((a, b) => a.changedAt - b.changedAt);
  return { rows: stale.slice(0, MAX_STALE), extra: { stale: stale.length, trackers: trackers.length } };
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
